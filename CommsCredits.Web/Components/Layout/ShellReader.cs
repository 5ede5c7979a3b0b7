using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Components.Layout;

public enum PoolState { Open, Low, Blocked, Postpaid }

/// <summary>What the frame around every page shows of the organization; null leaves a piece out.</summary>
public sealed record ShellFacts
{
    public static readonly ShellFacts None = new();

    public string? OrganizationName { get; init; }
    public TimeZoneInfo? Zone { get; init; }
    public Money? Balance { get; init; }
    public Currency? Currency { get; init; }
    public PoolState State { get; init; }

    /// <summary>Calls that wait for somebody; shown beside Usage unless zero.</summary>
    public int Exceptions { get; init; }

    /// <summary>Notices that the person has not looked at yet; null for whoever may see none.</summary>
    public int? NewNotices { get; init; }

    /// <summary>When the books were last checked (UTC).</summary>
    public DateTime? BooksChecked { get; init; }
}

/// <summary>Reads the facts of the frame: what every page may show to whoever may see the overview.</summary>
public sealed class ShellReader(Database database, TimeProvider clock)
{
    public async ValueTask<ShellFacts> ReadAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(Permission.SeeOverview)) return ShellFacts.None;
        await using var db = database.Read(actor, Permission.SeeOverview);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var pool = new CreditPool((await db.Lots.Where(l => l.Left > Money.Zero).ToListAsync(cancel)).Select(l => l.ToDomain()), (await db.Pools.SingleAsync(cancel)).Overdraft);
        var rule = await db.RechargeRules.SingleOrDefaultAsync(cancel);
        var balance = pool.UsableBalance(clock.GetUtcNow().UtcDateTime);
        return new()
        {
            OrganizationName = organization.Name, Zone = organization.Calendar.Zone, Balance = balance, Currency = organization.Currency,
            State = organization.IsPostpaid ? PoolState.Postpaid : !balance.IsPositive ? PoolState.Blocked : rule is { IsOn: true } && balance <= rule.Trigger ? PoolState.Low : PoolState.Open,
            Exceptions = actor.May(Permission.SeeUsage) ? await db.CallExceptions.CountAsync(e => e.Resolved == null, cancel) : 0,
            NewNotices = actor.May(Permission.SeeNotices) ? await NewNoticesAsync(db, actor, cancel) : null,
        };
    }

    private static async Task<int> NewNoticesAsync(CommsCreditsDb db, Actor actor, CancellationToken cancel)
    {
        var (kinds, seen) = (NoticeKinds.Of(actor), await db.People.Where(p => p.Id == actor.Id).Select(p => (long?)p.NoticesSeen).SingleOrDefaultAsync(cancel) ?? 0);
        return await db.Notices.CountAsync(n => n.Id > seen && kinds.Contains(n.Kind), cancel);
    }
}
