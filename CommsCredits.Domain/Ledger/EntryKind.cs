namespace CommsCredits.Domain.Ledger;

/// <summary>Why money moved (R3.2). The statement's lines follow from kind and books (R12.1).</summary>
public enum EntryKind
{
    /// <summary><c>Funding -> Lot(n)</c>: a top-up that was paid.</summary>
    Purchase,

    /// <summary><c>Funding -> Lot(n)</c>: money held when the books began (R6.6).</summary>
    OpeningLot,

    /// <summary><c>Lot(n)</c>, <c>Overdraft</c> or <c>Postpaid -> Usage(kind)</c>: a charged call.</summary>
    Usage,

    /// <summary><c>Lot(n) -> Overdraft</c>: a lot makes good what was used before it came (R4.3, R5.2). <c>Overdraft -> Lot(n)</c>: a dispute that was won gives it back (R6.8).</summary>
    Repayment,

    /// <summary><c>Lot(n) -> Expired</c> (R4.4).</summary>
    Expiry,

    /// <summary><c>Expired -> Lot(n)</c>: late usage needs lapsed money after all (R4.5).</summary>
    ExpiryReversal,

    /// <summary>A charge undone whole: <c>Usage(kind) -> Lot(n)</c>, <c>Overdraft</c> or <c>Postpaid</c> (R4.7).</summary>
    CreditBack,

    /// <summary>A charge undone and booked at another amount, or an admin's correction against <c>Corrections</c> (R3.7, R12.2).</summary>
    Correction,

    /// <summary><c>Lot(n) -> Refunded</c>: unused money leaves the pool to the payer (R6.7).</summary>
    PaidBack,

    /// <summary><c>Lot(n)</c> or <c>Overdraft -> Refunded</c>: the payer's bank took the money back (R6.8).</summary>
    Chargeback,

    /// <summary><c>Refunded -> Lot(n)</c>, <c>Overdraft</c> or <c>Postpaid</c>: a dispute that was won is booked back (R6.8).</summary>
    DisputeWon,

    /// <summary><c>Postpaid -> Overdraft</c>: what was owed at the move to billing after use (R8.1).</summary>
    MoveToPostpaid,
}
