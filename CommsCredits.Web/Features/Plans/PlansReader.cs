using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Plans;

/// <summary>The shipped catalogue with the organization's own prices.</summary>
public sealed class PlansReader(Database database, PlanCatalog catalog, TimeProvider clock)
{
    public async Task<PriceBook> PricesAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRates);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var rows = await db.PlanPrices.OrderBy(p => p.PlanId).ThenByDescending(p => p.ValidFrom).ToListAsync(cancel);
        var names = await PeopleNames.OfAsync(db, rows.Select(r => r.EnteredBy), cancel);
        return new(organization, organization.Calendar.DayOf(Instants.Cut(clock.GetUtcNow().UtcDateTime)), catalog,
            [.. rows.Select(r => new PriceLine(r.ToDomain(), r.Entered, names.GetValueOrDefault(r.EnteredBy)))]);
    }
}
