using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Plans;

/// <summary>The organization's own prices of plans (R14.3). They inform; nothing is charged by them.</summary>
public sealed class PlanPriceOperations(LedgerWriter writer, PlanCatalog catalog)
{
    public const int MostPricesOfAPlan = 200;

    /// <summary>Enters the price, or replaces the one of the same plan and day. Refused: what <see cref="EnteredPrice.Validate"/> says; <c>PricesTooMany</c> (the limit).</summary>
    public Task<Outcome<EnteredPrice>> EnterAsync(Actor actor, EnteredPrice price, CancellationToken cancel) =>
        writer.WriteAsync<EnteredPrice>(actor, Permission.ChangeRates, async session =>
        {
            if (price.Validate(catalog) is [var (_, why), ..]) return why;
            var row = await session.Db.PlanPrices.SingleOrDefaultAsync(p => p.PlanId == price.PlanId && p.ValidFrom == price.ValidFrom, cancel);
            if (row is null && await session.Db.PlanPrices.CountAsync(p => p.PlanId == price.PlanId, cancel) >= MostPricesOfAPlan) return new Refused("PricesTooMany", MostPricesOfAPlan);
            session.Audit(row is null ? "PlanPrice.Entered" : "PlanPrice.Changed", Subject(price.PlanId, price.ValidFrom), row?.ToDomain(), price);
            if (row is null) session.Db.PlanPrices.Add(PlanPriceRow.Of(actor, session.Now, price));
            else row.Take(actor, session.Now, price);
            return price;
        }, cancel);

    /// <summary>Takes an entered price away; what was before it, or was published, counts again. Refused: <c>PriceUnknown</c>.</summary>
    public Task<Outcome<EnteredPrice>> RemoveAsync(Actor actor, string planId, DateOnly validFrom, CancellationToken cancel) =>
        writer.WriteAsync<EnteredPrice>(actor, Permission.ChangeRates, async session =>
        {
            if (await session.Db.PlanPrices.SingleOrDefaultAsync(p => p.PlanId == planId && p.ValidFrom == validFrom, cancel) is not { } row) return new Refused("PriceUnknown");
            var before = row.ToDomain();
            session.Audit("PlanPrice.Removed", Subject(planId, validFrom), before);
            session.Db.PlanPrices.Remove(row);
            return before;
        }, cancel);

    private static string Subject(string planId, DateOnly validFrom) => $"plan-price:{planId}:{validFrom:yyyy-MM-dd}";
}
