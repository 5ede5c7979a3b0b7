using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Statements;

/// <summary>What the entries booked in one month add up to (R12.1). Takes them in posting order.</summary>
internal sealed class MonthSums
{
    private readonly Organization _organization;
    private readonly Month _month;
    private readonly DateTime[] _dayEnds;
    private readonly Dictionary<(EntryKind, int?, UsageKind?, DateOnly, DateOnly, bool), int> _lines = [];
    private string? _lastCall;

    public MonthSums(Organization organization, Month month)
    {
        (_organization, _month) = (organization, month);
        ByDay = new Money[month.LastDay.Day];
        _dayEnds = [.. Enumerable.Range(0, ByDay.Length).Select(day => organization.Calendar.EndOf(month.FirstDay.AddDays(day)))];
    }

    private MonthSums(MonthSums other)
    {
        (_organization, _month, _dayEnds, _lastCall) = (other._organization, other._month, other._dayEnds, other._lastCall);
        _lines = new(other._lines);
        ByDay = [.. other.ByDay];
        Lots = other.Lots.ToDictionary(l => l.Key, l => l.Value.Copy());
        PaidFor = new(other.PaidFor);
        Usage = new(other.Usage);
        (TopUps, Lapses, CorrectionsAndLate) = ([.. other.TopUps], [.. other.Lapses], [.. other.CorrectionsAndLate]);
        (Change, OverdraftChange, BilledAfterUse) = (other.Change, other.OverdraftChange, other.BilledAfterUse);
        (Bought, OpeningLots, CreditedBack, Used, Lapsed, PaidBack, Corrected) = (other.Bought, other.OpeningLots, other.CreditedBack, other.Used, other.Lapsed, other.PaidBack, other.Corrected);
        (First, Last, Count) = (other.First, other.Last, other.Count);
    }

    public Money[] ByDay { get; private init; }
    public Dictionary<int, LotSums> Lots { get; } = [];
    public Dictionary<(int? Lot, UsageKind Kind), Money> PaidFor { get; } = [];
    public Dictionary<UsageKind, (int Calls, Money Amount)> Usage { get; } = [];
    public List<MovementLine> TopUps { get; } = [];
    public List<MovementLine> Lapses { get; } = [];
    public List<MovementLine> CorrectionsAndLate { get; } = [];
    public Money Change { get; private set; }
    public Money OverdraftChange { get; private set; }
    public Money BilledAfterUse { get; private set; }
    public Money Bought { get; private set; }
    public Money OpeningLots { get; private set; }
    public Money CreditedBack { get; private set; }
    public Money Used { get; private set; }
    public Money Lapsed { get; private set; }
    public Money PaidBack { get; private set; }
    public Money Corrected { get; private set; }
    public long First { get; private set; }
    public long Last { get; private set; }
    public int Count { get; private set; }

    public MonthSums Copy() => new(this);

    /// <summary>Several months one after another as if they were one; the months themselves stay as they are.</summary>
    public static MonthSums Join(IReadOnlyList<MonthSums> months)
    {
        if (months.Count == 1) return months[0];
        var joined = new MonthSums(months[0]._organization, months[0]._month) { ByDay = [.. months.SelectMany(m => m.ByDay)] };
        foreach (var month in months) joined.Take(month);
        return joined;
    }

    private void Take(MonthSums month)
    {
        foreach (var (number, sums) in month.Lots) Lot(number).Take(sums);
        foreach (var (key, amount) in month.PaidFor) PaidFor[key] = PaidFor.GetValueOrDefault(key) + amount;
        foreach (var (kind, (calls, amount)) in month.Usage)
        {
            var before = Usage.GetValueOrDefault(kind);
            Usage[kind] = (before.Calls + calls, before.Amount + amount);
        }
        TopUps.AddRange(month.TopUps);
        Lapses.AddRange(month.Lapses);
        CorrectionsAndLate.AddRange(month.CorrectionsAndLate);
        (Change, OverdraftChange, BilledAfterUse) = (Change + month.Change, OverdraftChange + month.OverdraftChange, BilledAfterUse + month.BilledAfterUse);
        (Bought, OpeningLots, CreditedBack, Used) = (Bought + month.Bought, OpeningLots + month.OpeningLots, CreditedBack + month.CreditedBack, Used + month.Used);
        (Lapsed, PaidBack, Corrected) = (Lapsed + month.Lapsed, PaidBack + month.PaidBack, Corrected + month.Corrected);
        First = First == 0 || month.First == 0 ? Math.Max(First, month.First) : Math.Min(First, month.First);
        (Last, Count) = (Math.Max(Last, month.Last), Count + month.Count);
    }

    /// <param name="entry">Booked in this month.</param>
    /// <param name="lots">Every lot that a purchase made so far.</param>
    public void Add(LedgerEntry entry, IReadOnlyDictionary<int, CreditLot> lots)
    {
        var change = entry.Change;
        Change += change;
        if (entry.From == Book.Overdraft) OverdraftChange += entry.Amount;
        if (entry.To == Book.Overdraft) OverdraftChange -= entry.Amount;
        if (entry.From.IsLot) Lot(entry.From.LotNumber).Add(entry.Kind, -entry.Amount);
        if (entry.To.IsLot) Lot(entry.To.LotNumber).Add(entry.Kind, entry.Amount);
        Count++;
        First = First == 0 ? entry.Sequence : Math.Min(First, entry.Sequence);
        Last = Math.Max(Last, entry.Sequence);
        Sort(entry, change, lots);
        if (!change.IsZero) ByDay[DayIndex(entry)] += change;
    }

    private LotSums Lot(int number)
    {
        if (!Lots.TryGetValue(number, out var sums)) Lots[number] = sums = new();
        return sums;
    }

    private void Sort(LedgerEntry entry, Money change, IReadOnlyDictionary<int, CreditLot> lots)
    {
        if (entry.From == Book.Postpaid) BilledAfterUse += entry.Amount;
        if (entry.To == Book.Postpaid) BilledAfterUse -= entry.Amount;
        switch (entry.Kind)
        {
            case EntryKind.Purchase: Bought += change; TopUps.Add(Line(entry, change, lots)); break;
            case EntryKind.OpeningLot: OpeningLots += change; TopUps.Add(Line(entry, change, lots)); break;
            case EntryKind.Usage: Used -= change; Charge(entry); break;
            case EntryKind.CreditBack: CreditedBack += change; CorrectionsAndLate.Add(Line(entry, change, lots)); break;
            case EntryKind.Expiry: Lapsed -= change; Lapses.Add(Line(entry, change, lots)); break;
            case EntryKind.ExpiryReversal: Lapsed -= change; Merge(Lapses, Line(entry, change, lots)); break;
            case EntryKind.PaidBack or EntryKind.Chargeback or EntryKind.DisputeWon:
                PaidBack -= change;
                if (!change.IsZero) CorrectionsAndLate.Add(Line(entry, change, lots));
                break;
            case EntryKind.Correction: Corrected += change; CorrectionsAndLate.Add(Line(entry, change, lots)); break;
            // Overdraft that billing after use took over, or gave back, leaves the pool's debt (R8.1): it stands among the corrections (R12.1).
            case EntryKind.MoveToPostpaid: Corrected += change; CorrectionsAndLate.Add(Line(entry, change, lots)); break;
            case EntryKind.Repayment: break;
        }
        if (entry.IsLate && entry.Kind is EntryKind.Usage && entry.From.IsPool) Merge(CorrectionsAndLate, Line(entry, change, lots) with { Lot = null });
    }

    /// <summary>The entries of one call follow each other: several lots that pay it are one call.</summary>
    private void Charge(LedgerEntry entry)
    {
        if (!entry.From.IsPool) return;
        var kind = entry.To.UsageKind;
        var (calls, amount) = Usage.GetValueOrDefault(kind);
        Usage[kind] = (entry.IdempotencyKey == _lastCall ? calls : calls + 1, amount + entry.Amount);
        _lastCall = entry.IdempotencyKey;
        var key = (entry.From.IsLot ? entry.From.LotNumber : (int?)null, kind);
        PaidFor[key] = PaidFor.GetValueOrDefault(key) + entry.Amount;
    }

    /// <summary>Late calls of one day and kind are one line, and so are the lapses of one lot that one day's late calls reversed: a late import of thousands stays readable.</summary>
    private void Merge(List<MovementLine> lines, MovementLine line)
    {
        var key = (line.Kind, line.Lot, line.UsageKind, line.Happened, line.Booked, ReferenceEquals(lines, Lapses));
        if (!_lines.TryGetValue(key, out var index))
        {
            _lines[key] = lines.Count;
            lines.Add(line);
            return;
        }
        lines[index] = lines[index] with { Amount = lines[index].Amount + line.Amount, Count = lines[index].Count + (lines[index].Reference == line.Reference ? 0 : 1), Reference = line.Reference };
    }

    private MovementLine Line(LedgerEntry entry, Money change, IReadOnlyDictionary<int, CreditLot> lots)
    {
        var calendar = _organization.Calendar;
        var lot = entry.From.IsLot ? entry.From.LotNumber : entry.To.IsLot ? entry.To.LotNumber : (int?)null;
        var kind = entry.To.IsUsage ? entry.To.UsageKind : entry.From.IsUsage ? entry.From.UsageKind : (UsageKind?)null;
        var happened = entry.Kind is EntryKind.Expiry or EntryKind.ExpiryReversal && lot is { } n ? lots[n].LastUsableDay : calendar.DayOf(entry.Effective);
        return new(entry.Sequence, happened, calendar.DayOf(entry.Posted), lot, entry.Kind, kind, change, entry.IsLate, entry.Reference);
    }

    /// <summary>The day it happened on, if that lies in the month; else the day it was posted, or the nearest of the month's days.</summary>
    private int DayIndex(LedgerEntry entry)
    {
        var at = entry.Within;
        if (at >= _organization.Calendar.StartOf(_month) && at < _dayEnds[^1] && at >= _organization.BooksBeginAt) return IndexOf(at);
        var day = _organization.Calendar.DayOf(at);
        if (day < _organization.BooksBegin) day = _organization.BooksBegin;
        if (day < _month.FirstDay || day > _month.LastDay) day = _organization.Calendar.DayOf(entry.Posted);
        return Math.Clamp(day.DayNumber - _month.FirstDay.DayNumber, 0, ByDay.Length - 1);
    }

    private int IndexOf(DateTime at)
    {
        var found = Array.BinarySearch(_dayEnds, at);
        return found >= 0 ? found + 1 : ~found;
    }
}
