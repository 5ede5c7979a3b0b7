using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Statements;

/// <summary>
/// Makes the statement of one month from ledger entries and nothing else (R12). Give it every entry booked in the month or before, in posting order;
/// <see cref="Build"/> throws <see cref="StatementBrokenException"/> where the sum of the month, of a lot, or of a kind does not add up.
/// </summary>
public sealed class StatementBuilder(Organization organization, Month month)
{
    private readonly LocalCalendar _calendar = organization.Calendar;
    private readonly Dictionary<int, LotSums> _lots = [];
    private readonly Dictionary<(int? Lot, UsageKind Kind), Money> _paidFor = [];
    private readonly Dictionary<UsageKind, UsageSum> _usage = [];
    private readonly List<MovementLine> _topUps = [], _lapses = [], _corrections = [];
    private readonly Money[] _byDay = new Money[month.LastDay.Day];
    private Money _opening, _closing, _overdraft, _billedAfterUse;
    private Money _bought, _openingLots, _creditedBack, _used, _lapsed, _paidBack, _corrected;
    private long _first, _last;
    private int _count;

    /// <summary>Takes the next entry. Entries of later months are passed over.</summary>
    public void Add(LedgerEntry entry)
    {
        if (entry.BookingMonth > month) return;
        var change = ChangeOfBalance(entry);
        _closing += change;
        if (entry.From == Book.Overdraft) _overdraft += entry.Amount;
        if (entry.To == Book.Overdraft) _overdraft -= entry.Amount;
        var before = entry.BookingMonth < month;
        if (before) _opening += change;
        if (entry.From == Book.Funding)
            _lots[entry.To.LotNumber] = new(CreditLot.Bought(entry.To.LotNumber, entry.Amount, entry.Effective, _calendar));
        if (entry.From.IsLot) _lots[entry.From.LotNumber].Give(entry, before);
        if (entry.To.IsLot) _lots[entry.To.LotNumber].Receive(entry, before);
        if (before) return;
        _count++;
        _first = _first == 0 ? entry.Sequence : Math.Min(_first, entry.Sequence);
        _last = Math.Max(_last, entry.Sequence);
        Sort(entry, change);
        _byDay[DayIndex(entry)] += change;
    }

    public Statement Build(ClosedMonth? closed, long headSequence, string headHash, int awaitingCount = 0, Money awaitingAmount = default)
    {
        var balance = _opening;
        var statement = new Statement
        {
            Organization = organization, Month = month, Closed = closed?.At,
            Opening = _opening, Bought = _bought, OpeningLots = _openingLots, CreditedBack = _creditedBack, Used = _used, Lapsed = _lapsed,
            PaidBack = _paidBack, Corrections = _corrected, Closing = _closing, Overdraft = _overdraft, BilledAfterUse = _billedAfterUse,
            Usage = [.. _usage.OrderByDescending(u => u.Value.Amount).ThenBy(u => u.Key).Select(u => new UsageLine(u.Key, u.Value.Calls.Count, u.Value.Amount))],
            Lots = [.. _lots.OrderBy(l => l.Key).Select(l => l.Value.Line(month)).Where(IsOfInterest)],
            PaidFor = [.. _paidFor.GroupBy(p => p.Key.Lot).OrderBy(g => g.Key ?? int.MaxValue).Select(PaidFor).Where(p => !p.Total.IsZero)],
            TopUps = _topUps, Lapses = _lapses, CorrectionsAndLate = [.. _corrections.OrderBy(c => c.Kind == EntryKind.Usage).ThenBy(c => c.Happened).ThenBy(c => c.Sequence)],
            BalanceByDay = [.. _byDay.Select(d => balance += d)],
            AtRisk = _lots.Values.Where(l => l.LastUsableDay > month.LastDay && l.LastUsableDay <= month.LastDay.AddDays(90)).Select(l => l.Closing).Total(),
            AwaitingCount = awaitingCount, AwaitingAmount = awaitingAmount,
            FirstSequence = _first, LastSequence = _last, EntryCount = _count, HeadSequence = headSequence, HeadHash = headHash, Fingerprint = "",
        };
        AssertAddsUp(statement);
        return statement with { Fingerprint = Statements.Fingerprint.Of(statement) };
    }

    private void Sort(LedgerEntry entry, Money change)
    {
        if (entry.From == Book.Postpaid && entry.To.IsUsage) _billedAfterUse += entry.Amount;
        if (entry.From.IsUsage && entry.To == Book.Postpaid) _billedAfterUse -= entry.Amount;
        switch (entry.Kind)
        {
            case EntryKind.Purchase: _bought += change; _topUps.Add(Line(entry, change)); break;
            case EntryKind.OpeningLot: _openingLots += change; _topUps.Add(Line(entry, change)); break;
            case EntryKind.Usage: _used -= change; Count(entry); break;
            case EntryKind.CreditBack: _creditedBack += change; _corrections.Add(Line(entry, change)); break;
            case EntryKind.Expiry: _lapsed -= change; _lapses.Add(Line(entry, change)); break;
            case EntryKind.ExpiryReversal: _lapsed -= change; Merge(_lapses, Line(entry, change)); break;
            case EntryKind.PaidBack or EntryKind.Chargeback or EntryKind.DisputeWon: _paidBack -= change; if (!change.IsZero) _corrections.Add(Line(entry, change)); break;
            case EntryKind.Correction: _corrected += change; _corrections.Add(Line(entry, change)); break;
            // Overdraft that billing after use took over leaves the pool's debt (R8.1): it has no line of its own in the sum.
            case EntryKind.MoveToPostpaid: _corrected += change; _corrections.Add(Line(entry, change)); break;
            case EntryKind.Repayment: break;
        }
        if (entry.IsLate && entry.Kind is EntryKind.Usage && entry.From.IsPool) Merge(_corrections, Line(entry, change) with { Lot = null });
    }

    private void Count(LedgerEntry entry)
    {
        if (!entry.From.IsPool) return;
        var kind = entry.To.UsageKind;
        if (!_usage.TryGetValue(kind, out var sum)) _usage[kind] = sum = new();
        sum.Calls.Add(entry.IdempotencyKey);
        sum.Amount += entry.Amount;
        var key = (entry.From.IsLot ? entry.From.LotNumber : (int?)null, kind);
        _paidFor[key] = _paidFor.GetValueOrDefault(key) + entry.Amount;
    }

    /// <summary>Late calls of one day and kind are one line, and so are the lapses of one lot that one day's late calls reversed: a late import of thousands stays readable.</summary>
    private static void Merge(List<MovementLine> lines, MovementLine line)
    {
        var index = lines.FindIndex(l => l.Kind == line.Kind && l.Lot == line.Lot && l.UsageKind == line.UsageKind && l.Happened == line.Happened && l.Booked == line.Booked);
        if (index < 0) lines.Add(line);
        else lines[index] = lines[index] with { Amount = lines[index].Amount + line.Amount, Count = lines[index].Count + (lines[index].Reference == line.Reference ? 0 : 1), Reference = line.Reference };
    }

    private MovementLine Line(LedgerEntry entry, Money change)
    {
        var lot = entry.From.IsLot ? entry.From.LotNumber : entry.To.IsLot ? entry.To.LotNumber : (int?)null;
        var kind = entry.To.IsUsage ? entry.To.UsageKind : entry.From.IsUsage ? entry.From.UsageKind : (UsageKind?)null;
        var happened = entry.Kind is EntryKind.Expiry or EntryKind.ExpiryReversal && lot is { } n ? _lots[n].LastUsableDay : _calendar.DayOf(entry.Effective);
        return new(entry.Sequence, happened, _calendar.DayOf(entry.Posted), lot, entry.Kind, kind, change, entry.IsLate, entry.Reference);
    }

    /// <summary>Money between a lot and the overdraft stays in the pool; all else that touches the pool changes its balance.</summary>
    private static Money ChangeOfBalance(LedgerEntry entry) =>
        entry.From.IsPool == entry.To.IsPool ? Money.Zero : entry.To.IsPool ? entry.Amount : -entry.Amount;

    private int DayIndex(LedgerEntry entry)
    {
        // A lot's end is the first instant of the day after its last usable day, which is the day that the lapse belongs to.
        var day = _calendar.DayOf(entry.Kind is EntryKind.Expiry or EntryKind.ExpiryReversal ? entry.Effective.AddTicks(-1) : entry.Effective);
        if (day < organization.BooksBegin) day = organization.BooksBegin;
        if (day < month.FirstDay || day > month.LastDay) day = _calendar.DayOf(entry.Posted);
        return Math.Clamp(day.DayNumber - month.FirstDay.DayNumber, 0, _byDay.Length - 1);
    }

    private static bool IsOfInterest(LotLine line) => !line.Opening.IsZero || !line.Closing.IsZero || !line.Bought.IsZero || line.HasMoved;

    private static PaidForLine PaidFor(IGrouping<int?, KeyValuePair<(int? Lot, UsageKind Kind), Money>> lot)
    {
        var byKind = lot.ToDictionary(p => p.Key.Kind, p => p.Value);
        return new(lot.Key, byKind, byKind.Values.Total());
    }

    private void AssertAddsUp(Statement s)
    {
        var closing = s.Opening + s.Bought + s.OpeningLots + s.CreditedBack - s.Used - s.Lapsed - s.PaidBack + s.Corrections;
        Demand(closing == s.Closing, "the month", closing, s.Closing);
        Demand(s.Usage.Select(u => u.Amount).Total() == s.Used, "usage by kind", s.Usage.Select(u => u.Amount).Total(), s.Used);
        Demand(s.PaidFor.Select(p => p.Total).Total() == s.Used, "what lots paid", s.PaidFor.Select(p => p.Total).Total(), s.Used);
        foreach (var lot in s.Lots)
            Demand(lot.IsSum, $"lot {lot.Number}", lot.Opening, lot.Closing);
        var lots = s.Lots.Select(l => l.Closing).Total() - s.Overdraft;
        Demand(lots == s.Closing, "lots less overdraft", lots, s.Closing);
        Demand(s.BalanceByDay[^1] == s.Closing, "the last day", s.BalanceByDay[^1], s.Closing);
        Demand(!s.Overdraft.IsNegative, "the overdraft", s.Overdraft, Money.Zero);
    }

    private void Demand(bool holds, string what, Money found, Money expected)
    {
        if (!holds) throw new StatementBrokenException($"Statement {month}: {what} gives {found}, not {expected}.");
    }

    private sealed class UsageSum
    {
        public HashSet<string> Calls { get; } = [];
        public Money Amount { get; set; }
    }
}

/// <summary>A month that was closed, when, and where the chain stood then (R12.4).</summary>
public sealed record ClosedMonth(Month Month, DateTime At, long HeadSequence, string HeadHash, string Fingerprint);

/// <summary>The entries do not add up to a statement: a defect or a damaged ledger. No statement is better than a wrong one.</summary>
public sealed class StatementBrokenException(string message) : Exception(message);
