using System.Runtime.InteropServices;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Data;

/// <summary>Adds entries up by local day, books and kind.</summary>
internal sealed class DaySums(LocalCalendar calendar)
{
    private readonly Dictionary<(DateOnly Day, Book From, Book To, EntryKind Kind), Money> _sums = [];
    private readonly DayFinder _days = new(calendar);

    public IEnumerable<EntrySum> All => _sums.Select(s => new EntrySum(s.Key.Day, s.Key.From, s.Key.To, s.Key.Kind, s.Value));

    public void Add(LedgerEntry entry)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (_days.DayOf(entry.Within), entry.From, entry.To, entry.Kind), out _);
        sum += entry.Amount;
    }
}
