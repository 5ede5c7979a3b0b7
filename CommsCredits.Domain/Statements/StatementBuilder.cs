using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Statements;

/// <summary>
/// Makes statements from ledger entries and nothing else (R12). Give it the entries from the first on, in posting order: it adds each up in the month that booked it, once, and any month can
/// then be asked for; entries that follow can be given later. <see cref="Build"/> throws <see cref="StatementBrokenException"/> where the sum of the month, of a lot, or of a kind does not add up.
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

    public Statement Build(Month month, ClosedMonth? closed, long headSequence, string headHash, int awaitingCount = 0, Money awaitingAmount = default)
    {
        var before = _months.TakeWhile(m => m.Key < month).Select(m => m.Value).ToList();
        var sums = _months.GetValueOrDefault(month) ?? new(_organization, month);
        var opening = before.Select(m => m.Change).Total();
        var lots = LotsOf(month, before, sums);
        var balance = opening;
        var statement = new Statement
        {
            Organization = _organization, Month = month, Closed = closed?.At,
            Opening = opening, Bought = sums.Bought, OpeningLots = sums.OpeningLots, CreditedBack = sums.CreditedBack, Used = sums.Used, Lapsed = sums.Lapsed,
            PaidBack = sums.PaidBack, Corrections = sums.Corrected, Closing = opening + sums.Change, Overdraft = before.Select(m => m.OverdraftChange).Total() + sums.OverdraftChange,
            BilledAfterUse = sums.BilledAfterUse,
            Usage = [.. sums.Usage.OrderByDescending(u => u.Value.Amount).ThenBy(u => u.Key).Select(u => new UsageLine(u.Key, u.Value.Calls, u.Value.Amount))],
            Lots = [.. lots.Where(IsOfInterest)],
            PaidFor = [.. sums.PaidFor.GroupBy(p => p.Key.Lot).OrderBy(g => g.Key ?? int.MaxValue).Select(PaidFor).Where(p => !p.Total.IsZero)],
            TopUps = [.. sums.TopUps], Lapses = [.. sums.Lapses], CorrectionsAndLate = [.. sums.CorrectionsAndLate.OrderBy(c => c.Kind == EntryKind.Usage).ThenBy(c => c.Happened).ThenBy(c => c.Sequence)],
            BalanceByDay = [.. sums.ByDay.Select(d => balance += d)],
            AtRisk = lots.Where(l => l.LastUsableDay > month.LastDay && l.LastUsableDay <= month.LastDay.AddDays(90)).Select(l => l.Closing).Total(),
            AwaitingCount = awaitingCount, AwaitingAmount = awaitingAmount,
            FirstSequence = sums.First, LastSequence = sums.Last, EntryCount = sums.Count, HeadSequence = headSequence, HeadHash = headHash, Fingerprint = "",
        };
        AssertAddsUp(statement);
        return statement with { Fingerprint = Fingerprint.Of(statement) };
    }

    /// <summary>Every lot that a month up to this one moved, in the order of their numbers.</summary>
    private List<LotLine> LotsOf(Month month, List<MonthSums> before, MonthSums sums)
    {
        var openings = new Dictionary<int, Money>();
        foreach (var (number, lot) in before.SelectMany(m => m.Lots)) openings[number] = openings.GetValueOrDefault(number) + lot.Change;
        return [.. openings.Keys.Union(sums.Lots.Keys).Order().Select(n => LotSums.Line(_lots[n], month, openings.GetValueOrDefault(n), sums.Lots.GetValueOrDefault(n)))];
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
        Demand(s, closing == s.Closing, "the month", closing, s.Closing);
        Demand(s, s.Usage.Select(u => u.Amount).Total() == s.Used, "usage by kind", s.Usage.Select(u => u.Amount).Total(), s.Used);
        Demand(s, s.PaidFor.Select(p => p.Total).Total() == s.Used, "what lots paid", s.PaidFor.Select(p => p.Total).Total(), s.Used);
        foreach (var lot in s.Lots)
            Demand(s, lot.IsSum, $"lot {lot.Number}", lot.Opening, lot.Closing);
        var lots = s.Lots.Select(l => l.Closing).Total() - s.Overdraft;
        Demand(s, lots == s.Closing, "lots less overdraft", lots, s.Closing);
        Demand(s, s.BalanceByDay[^1] == s.Closing, "the last day", s.BalanceByDay[^1], s.Closing);
        Demand(s, !s.Overdraft.IsNegative, "the overdraft", s.Overdraft, Money.Zero);
    }

    private static void Demand(Statement s, bool holds, string what, Money found, Money expected)
    {
        if (!holds) throw new StatementBrokenException($"Statement {s.Month}: {what} gives {found}, not {expected}.");
    }
}

/// <summary>A month that was closed, when, and where the chain stood then (R12.4).</summary>
public sealed record ClosedMonth(Month Month, DateTime At, long HeadSequence, string HeadHash, string Fingerprint);

/// <summary>The entries do not add up to a statement: a defect or a damaged ledger. No statement is better than a wrong one.</summary>
public sealed class StatementBrokenException(string message) : Exception(message);
