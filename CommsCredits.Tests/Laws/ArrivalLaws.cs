using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CsCheck;

namespace CommsCredits.Tests.Laws;

/// <summary>
/// R4.6: the order in which call records arrive, and when the expiry job runs, change neither what each lot paid nor the overdraft. It holds where lots are booked in the order
/// of their ends and before they end; a purchase recorded later with an earlier day may stand before lots that have paid already, and nothing booked is drawn anew
/// (docs/decisions/0003-order-of-arrival.md).
/// </summary>
public sealed class ArrivalLaws
{
    private sealed record Arrivals(History History, IReadOnlyList<int> Delays)
    {
        public override string ToString() => $"{History}\ndelays {string.Join(' ', Delays)}";
    }

    private static readonly Gen<Arrivals> s_gen = Gen.Select(History.Gen60, Gen.Int[0, 599].Array[200], (history, delays) => new Arrivals(history, delays));

    [Fact]
    public void TheOrderOfArrival_ChangesNeitherWhatLotsPaidNorTheOverdraft() => Law.Holds(s_gen, arrivals =>
    {
        var books = Books.Play(arrivals.History, backdates: false);
        var first = Play(books, arrivals.Delays, 0);
        var second = Play(books, arrivals.Delays, 97);
        Assert.Equal(first.Overdraft, second.Overdraft);
        Assert.Equal(first.Lots.Select(Total), second.Lots.Select(Total));
        return books;
    });

    private static (int, Money, Money, Money) Total(CreditLot lot) => (lot.Number, lot.Used, lot.Left, lot.Lapsed);

    /// <summary>The same purchases and charges; each call arrives up to 599 days after it started, each purchase is booked up to nine days after it, the job runs when it likes.</summary>
    private static CreditPool Play(Books books, IReadOnlyList<int> delays, int shift)
    {
        var pool = new CreditPool([], Money.Zero);
        var events = new List<(DateTime At, int Order, Action<DateTime> Do)>();
        var booked = DateTime.MinValue;
        foreach (var lot in books.Pool.Lots.OrderBy(l => l.Number))
        {
            var at = lot.Purchased.AddDays(Delay() % 10);
            booked = at > booked ? at : booked;
            var empty = CreditLot.Bought(lot.Number, lot.Amount, lot.Purchased, books.Organization.Calendar);
            events.Add((booked, 0, now => pool.Grant(empty, EntryKind.Purchase, now)));
            events.Add((lot.End.AddHours(Delay()), 2, now => pool.ExpireDue(now)));
        }
        foreach (var deed in books.Deeds.Where(d => d.Postings.Any(p => p.Kind == EntryKind.Usage)))
        {
            var start = deed.Postings.First(p => p.To.IsUsage).Effective;
            var order = Delay();
            events.Add((start.AddDays(order % 3 == 0 ? 0 : order), order, _ => pool.Draw(UsageKind.International, deed.Asked, start)));
        }
        // A stable order for what falls on one instant: purchases keep theirs, all else follows its delay.
        foreach (var (at, _, act) in events.OrderBy(e => e.At).ThenBy(e => e.Order))
        {
            act(at);
            pool.AssertSound(at);
        }
        pool.ExpireDue(DateTime.MaxValue.AddDays(-1));
        return pool;

        int Delay() => delays[shift++ % delays.Count];
    }
}
