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
    public async ValueTask<ShellFacts> ReadAsync(Actor actor, CancellationToken cancel) =>
        (await FactsAsync(actor, cancel)) with { NewNotices = await NewNoticesAsync(actor, cancel) };

    /// <summary>All but the person's own notices: the same for everybody with the same permissions.</summary>
    public async Task<ShellFacts> FactsAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(Permission.SeeOverview)) return ShellFacts.None;
        await using var db = database.Read(actor, Permission.SeeOverview);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var now = clock.GetUtcNow().UtcDateTime;
        var left = await db.Lots.Where(l => l.Left > Money.Zero && l.End > now).Select(l => l.Left).ToListAsync(cancel);
        var balance = left.Total() - await db.Pools.Select(p => p.Overdraft).SingleAsync(cancel);
        var rule = await db.RechargeRules.SingleOrDefaultAsync(cancel);
        return new()
        {
            OrganizationName = organization.Name, Zone = organization.Calendar.Zone, Balance = balance, Currency = organization.Currency,
            State = organization.IsPostpaid ? PoolState.Postpaid : !balance.IsPositive ? PoolState.Blocked : rule is { IsOn: true } && balance <= rule.Trigger ? PoolState.Low : PoolState.Open,
            Exceptions = actor.May(Permission.SeeUsage) ? await db.CallExceptions.CountAsync(e => e.Resolved == null, cancel) : 0,
        };
    }

    /// <summary>How many notices are new to this person; null for who may see none.</summary>
    public async Task<int?> NewNoticesAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(Permission.SeeOverview) || !actor.May(Permission.SeeNotices)) return null;
        await using var db = database.Read(actor, Permission.SeeNotices);
        return await NewNoticesAsync(db, actor, cancel);
    }

    private static async Task<int> NewNoticesAsync(CommsCreditsDb db, Actor actor, CancellationToken cancel)
    {
        var (kinds, seen) = (NoticeKinds.Of(actor), await db.People.Where(p => p.Id == actor.Id).Select(p => (long?)p.NoticesSeen).SingleOrDefaultAsync(cancel) ?? 0);
        return await db.Notices.CountAsync(n => n.Id > seen && kinds.Contains(n.Kind), cancel);
    }
}
