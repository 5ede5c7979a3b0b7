using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Insight;

/// <summary>The lots of a forecast while its days go by, in the order of use (R4.3).</summary>
internal sealed class LotsAhead
{
    private readonly List<Lot> _all;
    private readonly List<Lot> _open;

    public LotsAhead(IEnumerable<CreditLot> lots, DateOnly first)
    {
        _all = [.. lots.Where(l => l.Left.IsPositive && l.LastUsableDay >= first).OrderBy(l => l.End).ThenBy(l => l.Purchased).ThenBy(l => l.Number).Select(l => new Lot(l.Number, l.LastUsableDay, l.Left))];
        _open = [.. _all];
    }

    public Money Balance => _open.Select(l => l.Left).Total();
    public bool HoldsMoney => _open.Count > 0;
    public IReadOnlyList<LotLevel> Levels => [.. _open.Select(l => new LotLevel(l.Number, l.Left))];
    public IReadOnlyList<LotForecast> Lots => [.. _all.Select(l => new LotForecast(l.Number, l.LastUsableDay, l.Begin, l.Begin - l.Lapsed - l.Left, l.UsedUp) { Held = l.Left })];

    /// <summary>Takes from the lots in order; what is still needed when all are empty is given back.</summary>
    public Money Take(Money needed, DateOnly day)
    {
        foreach (var lot in _open)
        {
            var share = Money.Min(needed, lot.Left);
            needed -= share;
            lot.Left -= share;
            if (share.IsPositive && lot.Left.IsZero) lot.UsedUp = day;
        }
        _open.RemoveAll(l => l.Left.IsZero);
        return needed;
    }

    public void Add(int number, Money amount, DateOnly day)
    {
        var lot = new Lot(number, CreditLot.LastUsableDayOf(day), amount);
        _all.Add(lot);
        _open.Add(lot);
    }

    /// <summary>What a lot still holds when its last usable day is over (R4.4).</summary>
    public void Lapse(DateOnly day)
    {
        foreach (var lot in _open.Where(l => l.LastUsableDay <= day)) (lot.Lapsed, lot.Left) = (lot.Left, Money.Zero);
        _open.RemoveAll(l => l.Left.IsZero);
    }

    private sealed class Lot(int number, DateOnly lastUsableDay, Money begin)
    {
        public int Number { get; } = number;
        public DateOnly LastUsableDay { get; } = lastUsableDay;
        public Money Begin { get; } = begin;
        public Money Left { get; set; } = begin;
        public Money Lapsed { get; set; }
        public DateOnly? UsedUp { get; set; }
    }
}
