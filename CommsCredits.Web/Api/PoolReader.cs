using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Api;

/// <summary>The balance and the lots, for whoever may see Overview, without its forecasts: programs ask often.</summary>
public sealed class PoolReader(Database database, TimeProvider clock)
{
    internal const string Lots = "lot";

    public async Task<BalanceAnswer> BalanceAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeOverview);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var now = Instants.Cut(clock.GetUtcNow().UtcDateTime);
        var pool = (await db.Pools.SingleAsync(cancel)).ToDomain(await db.Lots.Where(l => l.End > now && l.Left > Money.Zero).ToListAsync(cancel), organization);
        var usable = pool.UsableBalance(now);
        return new(usable.ToString(), organization.Currency.Code, pool.Overdraft.ToString(), !organization.IsPostpaid && !usable.IsPositive, organization.IsPostpaid, now);
    }

    /// <summary>By number, which is the order of purchase.</summary>
    public async Task<LotsAnswer> LotsAsync(ApiCaller caller, ListPlace place, int limit, CancellationToken cancel)
    {
        await using var db = database.Read(caller.Actor, Permission.SeeOverview);
        var now = clock.GetUtcNow().UtcDateTime;
        var rows = await db.Lots.Where(l => l.Number > place.After).OrderBy(l => l.Number).Take(limit + 1).ToListAsync(cancel);
        var shown = rows.Take(limit).Select(l => l.ToDomain()).ToList();
        return new(caller.Currency.Code, [.. shown.Select(l => Answer(l, now))], place.Write(shown is [.., var last] ? last.Number : place.After), rows.Count > limit);
    }

    private static LotAnswer Answer(CreditLot lot, DateTime now) =>
        new(lot.Number, lot.HasEndedAt(now) ? LotState.Ended : lot.Left.IsPositive ? LotState.Open : LotState.Used, lot.Amount.ToString(), lot.Left.ToString(), lot.Lapsed.ToString(), lot.PaidBack.ToString(),
            lot.Purchased, lot.LastUsableDay);
}
