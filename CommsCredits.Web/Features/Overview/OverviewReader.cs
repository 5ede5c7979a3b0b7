using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Overview;

/// <summary>
/// Reads what Overview says: is all well, what will happen, where did the money go. Entries are added up in the database and only as far back as they are shown.
/// </summary>
public sealed class OverviewReader(Database database, TimeProvider clock)
{
    /// <summary>The days on which the lots end that are shown: those that hold money, and those that moved lately.</summary>
    private static async Task<IReadOnlyList<(int Number, DateOnly LastUsableDay)>> LotEndsAsync(CommsCreditsDb db, IEnumerable<EntrySum> sums, IEnumerable<CreditLot> open, CancellationToken cancel)
    {
        var shown = sums.SelectMany(s => new[] { s.From, s.To }).Where(b => b.IsLot).Select(b => b.LotNumber).Concat(open.Select(l => l.Number)).Distinct().ToList();
        return [.. (await db.Lots.Where(l => shown.Contains(l.Number)).Select(l => new { l.Number, l.LastUsableDay }).ToListAsync(cancel)).Select(l => (l.Number, l.LastUsableDay))];
    }

    private const int PathDays = 60, LapsesSoonDays = 30, LatestEntries = 8, Destinations = 7;

    public async Task<OverviewFacts> ReadAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeOverview);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var row = await db.Organizations.SingleAsync(cancel);
        var organization = row.ToDomain();
        var now = clock.GetUtcNow().UtcDateTime;
        var poolRow = await db.Pools.SingleAsync(cancel);
        var pool = poolRow.ToDomain(await db.Lots.Where(l => l.Left > Money.Zero).ToListAsync(cancel), organization, knowsFrom: now);
        var lapsed = await db.Lots.Where(l => l.End > now.AddYears(-1) && l.Lapsed > Money.Zero).Select(l => l.Lapsed).ToListAsync(cancel);
        var sums = await EntrySums.SinceAsync(db, From(organization, now), cancel);
        var open = pool.Lots.Where(l => !l.HasEndedAt(now) && l.Left.IsPositive).ToList();
        var rule = await RuleAsync(db, cancel);
        var balance = pool.UsableBalance(now);
        var readTo = await ReadToAsync(db, organization, sums, now, cancel);
        var state = StateOf(organization, balance, rule, actor.May(Permission.SeeRecharge), open, now);
        var facts = new OverviewFacts
        {
            Organization = organization, Now = now, State = state, Balance = balance, Overdraft = pool.Overdraft, Lots = open,
            Bought = open.Select(l => l.Amount).Total(), Lapsed = lapsed.Total(),
            LotEnds = await LotEndsAsync(db, sums, open, cancel), HasMoney = poolRow.LastLot > 0, HasUsage = await db.Calls.AnyAsync(cancel), SmallestTopUp = row.TopUpMinimum, IsSetUp = row.SetUp is not null, ReadTo = readTo,
            BlockedSince = state == OverviewState.Blocked ? await BlockedSinceAsync(db, cancel) : null,
            SeesRule = actor.May(Permission.SeeRecharge), Rule = actor.May(Permission.SeeRecharge) ? rule : null,
        };
        var outlook = DaysOfUse.Of(sums, organization, now).Outlook(open, balance, facts.Today);
        facts = facts with { Outlook = outlook };
        facts = facts with { Recharging = await RechargeAheadOf.ReadAsync(db, facts, sums, new(row.TopUpMinimum, row.TopUpMaximum), poolRow.LastLot + 1, cancel) };
        return facts with
        {
            Advice = await OverviewAdvice.ReadAsync(db, facts, cancel),
            Use = OverviewSums.UseOf(sums, organization, readTo, now) is var use && actor.May(Permission.SeeUsage)
                ? use with { Destinations = await DestinationSums.BetweenAsync(db, use.Month.FirstDay, use.Month.LastDay, Destinations, cancel) } : use,
            Past = OverviewSums.PastOf(sums, organization, now, PathDays, pool.Lots, pool.Overdraft),
            Next = Upcoming.Of(facts, await CardsAsync(db, actor, cancel), actor),
            Latest = actor.May(Permission.SeeLedger) ? await LatestAsync(db, pool.BookBalance, cancel) : [],
        };
    }

    /// <summary>The day of the latest call that was taken in, free ones too: so far files have been read. What was charged without a file counts alike.</summary>
    private static async Task<DateOnly?> ReadToAsync(CommsCreditsDb db, Organization organization, IReadOnlyList<EntrySum> sums, DateTime now, CancellationToken cancel)
    {
        var today = organization.Calendar.DayOf(now);
        var latest = await db.Calls.OrderByDescending(c => c.Start).Select(c => (DateTime?)c.Start).FirstOrDefaultAsync(cancel);
        var days = new[] { OverviewSums.LastUse(sums, today), latest is { } start ? organization.Calendar.DayOf(start) : null }.OfType<DateOnly>().Select(d => d > today ? today : d).ToList();
        return days.Count == 0 ? null : days.Max();
    }

    /// <summary>The path's days and those that forecasts count, and from the first of last month at the least: the same days are compared.</summary>
    private static DateOnly From(Organization organization, DateTime now)
    {
        var path = organization.Calendar.DayOf(now).AddDays(1 - PathDays);
        var lastMonth = organization.Calendar.MonthOf(now).Previous.FirstDay;
        return new[] { path, lastMonth, DaysOfUse.From(organization, now) }.Min();
    }

    private static OverviewState StateOf(Organization organization, Money balance, OverviewRule? rule, bool seesRule, List<CreditLot> open, DateTime now) =>
        organization.IsPostpaid ? OverviewState.Postpaid
        : !balance.IsPositive ? OverviewState.Blocked
        : seesRule && rule?.SuspendedAt is not null ? OverviewState.Suspended
        : rule is { IsOn: true } && balance <= rule.Trigger ? OverviewState.Low
        : open.Exists(l => l.LastUsableDay <= organization.Calendar.DayOf(now).AddDays(LapsesSoonDays)) ? OverviewState.Lapsing
        : OverviewState.Open;

    private static async Task<OverviewRule?> RuleAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        if (await db.RechargeRules.SingleOrDefaultAsync(cancel) is not { } row) return null;
        var dunning = StoredJson.Read<Dunning>(row.Dunning);
        var option = row.OptionId is { } id ? await db.PaymentOptions.SingleOrDefaultAsync(o => o.Id == id, cancel) : null;
        return new(row.ToDomain(), option is null ? null : NameOf(option), dunning.SuspendedAt, dunning.FailedRounds, dunning.WaitsUntil);
    }

    private static async Task<DateTime?> BlockedSinceAsync(CommsCreditsDb db, CancellationToken cancel) =>
        await db.Notices.Where(n => n.Kind == NoticeKind.AtZero || n.Kind == NoticeKind.BelowZero).OrderByDescending(n => n.Created).Select(n => (DateTime?)n.Created).FirstOrDefaultAsync(cancel);

    private static async Task<List<PaymentOption>> CardsAsync(CommsCreditsDb db, Actor actor, CancellationToken cancel) =>
        actor.May(Permission.SeeFunding) ? [.. (await db.PaymentOptions.Where(o => o.ExpiryMonth != null).ToListAsync(cancel)).Select(o => o.ToDomain())] : [];

    private static async Task<IReadOnlyList<OverviewEntry>> LatestAsync(CommsCreditsDb db, Money balance, CancellationToken cancel)
    {
        var entries = (await db.Entries.OrderByDescending(e => e.Sequence).Take(LatestEntries).ToListAsync(cancel)).Select(e => e.ToDomain()).ToList();
        var ids = entries.Where(e => e.Reference.StartsWith("call:", StringComparison.Ordinal)).Select(e => e.Reference[5..]).ToList();
        var calls = await db.CallsOf(ids).Select(c => new { c.UsageId, c.DestinationName, c.PersonName }).ToDictionaryAsync(c => "call:" + c.UsageId, cancel);
        var shown = new List<OverviewEntry>();
        foreach (var entry in entries)
        {
            var change = entry.Change;
            var call = calls.GetValueOrDefault(entry.Reference);
            shown.Add(new(entry, change, balance, call?.DestinationName is { } destination ? Countries.Named(destination) : null, call?.PersonName));
            balance -= change;
        }
        return shown;
    }

    private static string NameOf(PaymentOptionRow option) => option.LastFour is null ? option.Label : $"{option.Label} ···{option.LastFour}";
}
