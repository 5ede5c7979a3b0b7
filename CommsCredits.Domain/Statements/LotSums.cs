using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Statements;

/// <summary>What one lot's book did before and in the month.</summary>
internal sealed class LotSums(CreditLot lot)
{
    private Money _opening, _bought, _corrected, _used, _madeGood, _paidBack, _lapsed;
    private bool _hasMoved;

    public DateOnly LastUsableDay => lot.LastUsableDay;
    public Money Closing => _opening + _bought + _corrected - _used - _madeGood - _paidBack - _lapsed;

    public void Receive(LedgerEntry entry, bool before) => Add(entry, entry.From, entry.Amount, before);

    public void Give(LedgerEntry entry, bool before) => Add(entry, entry.To, -entry.Amount, before);

    public LotLine Line(Month month) => new()
    {
        Number = lot.Number, Purchased = lot.PurchaseDay, LastUsableDay = lot.LastUsableDay, Opening = _opening, Bought = _bought, Corrected = _corrected, Used = _used,
        MadeGood = _madeGood, PaidBack = _paidBack, Lapsed = _lapsed, Closing = Closing, HasEnded = lot.LastUsableDay <= month.LastDay, HasMoved = _hasMoved,
    };

    private void Add(LedgerEntry entry, Book other, Money change, bool before)
    {
        if (before)
        {
            _opening += change;
            return;
        }
        _hasMoved = true;
        switch (entry.Kind)
        {
            case EntryKind.Purchase or EntryKind.OpeningLot: _bought += change; break;
            case EntryKind.Usage: _used -= change; break;
            case EntryKind.Repayment: _madeGood -= change; break;
            case EntryKind.Expiry or EntryKind.ExpiryReversal: _lapsed -= change; break;
            case EntryKind.PaidBack or EntryKind.Chargeback or EntryKind.DisputeWon: _paidBack -= change; break;
            default: _corrected += change; break;
        }
    }
}
