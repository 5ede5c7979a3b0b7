using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Statements;

/// <summary>
/// Makes statements from ledger entries; which country and person a call belongs to comes from sums that must agree with them (R12). Give it the entries from the first on, in posting order: it adds each up in the month that booked it, once, and any month, or several one after another, can
/// then be asked for; entries that follow can be given later. <see cref="Build"/> throws <see cref="StatementBrokenException"/> where the sum of the period, of a lot, of a kind, or of the calls by country or person does not add up.
/// </summary>
public sealed class StatementBuilder
{
    private readonly Organization _organization;
    private readonly Dictionary<int, CreditLot> _lots = [];
    private readonly SortedDictionary<Month, MonthSums> _months = [];

    public StatementBuilder(Organization organization) => _organization = organization;

    private StatementBuilder(StatementBuilder other)
    {
        _organization = other._organization;
        _lots = new(other._lots);
        foreach (var (month, sums) in other._months) _months[month] = sums.Copy();
        Entries = other.Entries;
    }

    /// <summary>How many entries were given: the number of the last one.</summary>
    public long Entries { get; private set; }

    /// <summary>The same entries; what is added to one does not reach the other.</summary>
    public StatementBuilder Copy() => new(this);

    /// <summary>Takes the next entry.</summary>
    public void Add(LedgerEntry entry)
    {
        if (entry.From == Book.Funding)
            _lots[entry.To.LotNumber] = CreditLot.Bought(entry.To.LotNumber, entry.Amount, entry.Effective, _organization.Calendar);
        if (!_months.TryGetValue(entry.BookingMonth, out var month)) _months[entry.BookingMonth] = month = new(_organization, entry.BookingMonth);
        month.Add(entry, _lots);
        Entries = entry.Sequence;
    }

    /// <param name="closed">The last month of the period, where it is closed.</param>
    /// <param name="sums">What the calls of the same months were added up to; entries that no call stands behind are in no sum.</param>
    public Statement Build(MonthSpan period, ClosedMonth? closed, long headSequence, string headHash, int awaitingCount = 0, Money awaitingAmount = default, IReadOnlyList<UsageSum>? sums = null)
    {
        var before = _months.TakeWhile(m => m.Key < period.First).Select(m => m.Value).ToList();
        var moved = SumsOf(period);
        var opening = before.Select(m => m.Change).Total();
        var lots = LotsOf(period, before, moved);
        var shares = new UsageShares(sums ?? [], moved.Usage);
        var balance = opening;
        var statement = new Statement
        {
            Organization = _organization, Period = period, Closed = closed?.At, FingerprintVersion = closed?.FingerprintVersion ?? Fingerprint.Latest,
            Opening = opening, Bought = moved.Bought, OpeningLots = moved.OpeningLots, CreditedBack = moved.CreditedBack, Used = moved.Used, Lapsed = moved.Lapsed,
            PaidBack = moved.PaidBack, Corrections = moved.Corrected, Closing = opening + moved.Change, Overdraft = before.Select(m => m.OverdraftChange).Total() + moved.OverdraftChange,
            BilledAfterUse = moved.BilledAfterUse,
            Usage = [.. moved.Usage.OrderByDescending(u => u.Value.Amount).ThenBy(u => u.Key).Select(u => new UsageLine(u.Key, u.Value.Calls, shares.MinutesOf(u.Key), u.Value.Amount))],
            ByCountry = shares.By(ShareOf.Country), ByPerson = shares.By(ShareOf.Person),
            Lots = [.. lots.Where(IsOfInterest)],
            PaidFor = [.. moved.PaidFor.GroupBy(p => p.Key.Lot).OrderBy(g => g.Key ?? int.MaxValue).Select(PaidFor).Where(p => !p.Total.IsZero)],
            TopUps = [.. moved.TopUps], Lapses = [.. moved.Lapses], CorrectionsAndLate = [.. moved.CorrectionsAndLate.OrderBy(c => c.Kind == EntryKind.Usage).ThenBy(c => c.Happened).ThenBy(c => c.Sequence)],
            BalanceByDay = [.. moved.ByDay.Select(d => balance += d)],
            AtRisk = lots.Where(l => l.LastUsableDay > period.LastDay && l.LastUsableDay <= period.LastDay.AddDays(90)).Select(l => l.Closing).Total(),
            Sections = period.Count >= YearEnd.FewestMonths ? YearEnd.Of(period, lots) : [],
            AwaitingCount = awaitingCount, AwaitingAmount = awaitingAmount,
            FirstSequence = moved.First, LastSequence = moved.Last, EntryCount = moved.Count, HeadSequence = headSequence, HeadHash = headHash, Trail = closed?.Trail, Fingerprint = "",
        };
        AssertAddsUp(statement);
        return statement with { Fingerprint = Fingerprint.Of(statement) };
    }

    private MonthSums SumsOf(MonthSpan period)
    {
        var months = new List<MonthSums>();
        for (var month = period.First; month <= period.Last; month = month.Next) months.Add(_months.GetValueOrDefault(month) ?? new(_organization, month));
        return MonthSums.Join(months);
    }

    /// <summary>Every lot that a month up to the last one moved, in the order of their numbers.</summary>
    private List<LotLine> LotsOf(MonthSpan period, List<MonthSums> before, MonthSums sums)
    {
        var openings = new Dictionary<int, Money>();
        foreach (var (number, lot) in before.SelectMany(m => m.Lots)) openings[number] = openings.GetValueOrDefault(number) + lot.Change;
        return [.. openings.Keys.Union(sums.Lots.Keys).Order().Select(n => LotSums.Line(_lots[n], period, openings.GetValueOrDefault(n), sums.Lots.GetValueOrDefault(n)))];
    }

    private static bool IsOfInterest(LotLine line) => !line.Opening.IsZero || !line.Closing.IsZero || !line.Bought.IsZero || line.HasMoved;

    private static PaidForLine PaidFor(IGrouping<int?, KeyValuePair<(int? Lot, UsageKind Kind), Money>> lot)
    {
        var byKind = lot.ToDictionary(p => p.Key.Kind, p => p.Value);
        return new(lot.Key, byKind, byKind.Values.Total());
    }

    private static void AssertAddsUp(Statement s)
    {
        var closing = s.Opening + s.Bought + s.OpeningLots + s.CreditedBack - s.Used - s.Lapsed - s.PaidBack + s.Corrections;
        Demand(s, closing == s.Closing, "the period", closing, s.Closing);
        Demand(s, s.Usage.Select(u => u.Amount).Total() == s.Used, "usage by kind", s.Usage.Select(u => u.Amount).Total(), s.Used);
        Demand(s, s.PaidFor.Select(p => p.Total).Total() == s.Used, "what lots paid", s.PaidFor.Select(p => p.Total).Total(), s.Used);
        foreach (var lines in new[] { s.ByCountry, s.ByPerson })
        {
            Demand(s, lines.Select(l => l.Amount).Total() == s.Used, "calls by country or person", lines.Select(l => l.Amount).Total(), s.Used);
            var (calls, all) = (lines.Sum(l => l.Calls), s.Usage.Sum(u => u.Calls));
            Demand(s, calls == all && lines.All(l => l.Calls >= 0), "the number of calls by country or person", Money.OfUnits(calls), Money.OfUnits(all));
        }
        foreach (var lot in s.Lots)
            Demand(s, lot.IsSum, $"lot {lot.Number}", lot.Opening, lot.Closing);
        var lots = s.Lots.Select(l => l.Closing).Total() - s.Overdraft;
        Demand(s, lots == s.Closing, "lots less overdraft", lots, s.Closing);
        Demand(s, s.BalanceByDay[^1] == s.Closing, "the last day", s.BalanceByDay[^1], s.Closing);
        Demand(s, !s.Overdraft.IsNegative, "the overdraft", s.Overdraft, Money.Zero);
    }

    private static void Demand(Statement s, bool holds, string what, Money found, Money expected)
    {
        if (!holds) throw new StatementBrokenException($"Statement {s.Period}: {what} gives {found}, not {expected}.");
    }
}

/// <summary>A month that was closed, when, and where the chain stood then (R12.4).</summary>
public sealed record ClosedMonth(Month Month, DateTime At, long HeadSequence, string HeadHash, string Fingerprint, int FingerprintVersion = Statements.Fingerprint.Latest, TrailHead? Trail = null);

/// <summary>A row of the audit trail and its hash, 64 hex digits: where the trail stood (R14.4).</summary>
public sealed record TrailHead(long Sequence, string Hash);

/// <summary>The entries do not add up to a statement: a defect or a damaged ledger. No statement is better than a wrong one.</summary>
public sealed class StatementBrokenException(string message) : Exception(message);
