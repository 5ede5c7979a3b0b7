using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Statements;

/// <summary>What one lot's book did in one month. Amounts carry the lot's sign.</summary>
internal sealed class LotSums
{
    private Money _bought, _corrected, _used, _madeGood, _paidBack, _lapsed;

    public Money Change => _bought + _corrected - _used - _madeGood - _paidBack - _lapsed;

    public LotSums Copy() => (LotSums)MemberwiseClone();

    public void Add(EntryKind kind, Money change)
    {
        switch (kind)
        {
            case EntryKind.Purchase or EntryKind.OpeningLot: _bought += change; break;
            case EntryKind.Usage: _used -= change; break;
            case EntryKind.Repayment: _madeGood -= change; break;
            case EntryKind.Expiry or EntryKind.ExpiryReversal: _lapsed -= change; break;
            case EntryKind.PaidBack or EntryKind.Chargeback or EntryKind.DisputeWon: _paidBack -= change; break;
            default: _corrected += change; break;
        }
    }

    public void Take(LotSums other) =>
        (_bought, _corrected, _used, _madeGood, _paidBack, _lapsed) =
        (_bought + other._bought, _corrected + other._corrected, _used + other._used, _madeGood + other._madeGood, _paidBack + other._paidBack, _lapsed + other._lapsed);

    /// <param name="sums">Null where no entry of the period touched the lot.</param>
    public static LotLine Line(CreditLot lot, MonthSpan period, Money opening, LotSums? sums)
    {
        var moved = sums ?? new();
        return new()
        {
            Number = lot.Number, Purchased = lot.PurchaseDay, LastUsableDay = lot.LastUsableDay, Opening = opening, Bought = moved._bought, Corrected = moved._corrected, Used = moved._used,
            MadeGood = moved._madeGood, PaidBack = moved._paidBack, Lapsed = moved._lapsed, Closing = opening + moved.Change, HasEnded = lot.LastUsableDay <= period.LastDay, HasMoved = sums is not null,
        };
    }
}
