using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Statements;

/// <summary>
/// The figures of a month, or of several one after another (R12), made from ledger entries and the same for page and paper: no writer adds or rounds.
/// <c>Opening + Bought + OpeningLots + CreditedBack - Used - Lapsed - PaidBack + Corrections = Closing</c>, or it is not made.
/// </summary>
public sealed record Statement
{
    public required Organization Organization { get; init; }
    public required MonthSpan Period { get; init; }

    /// <summary>When its last month was closed; null while that is open and the figures may still grow.</summary>
    public DateTime? Closed { get; init; }

    public required Money Opening { get; init; }
    public required Money Bought { get; init; }
    public required Money OpeningLots { get; init; }
    public required Money CreditedBack { get; init; }

    /// <summary>Shown with a minus: what calls took from the pool.</summary>
    public required Money Used { get; init; }

    /// <summary>Shown with a minus: lapsed less lapses reversed.</summary>
    public required Money Lapsed { get; init; }

    /// <summary>Shown with a minus: paid back to the payer and taken back by the payer's bank.</summary>
    public required Money PaidBack { get; init; }

    /// <summary>Signed.</summary>
    public required Money Corrections { get; init; }
    public required Money Closing { get; init; }

    /// <summary>Beside the sum (R12.1): what the pool owes at the end; zero or positive.</summary>
    public required Money Overdraft { get; init; }

    /// <summary>Beside the sum (R8.3): billed after use, in no line above.</summary>
    public required Money BilledAfterUse { get; init; }

    public required IReadOnlyList<UsageLine> Usage { get; init; }

    /// <summary>The same calls by country called or calling, and by person: the most expensive first, each list to <see cref="Used"/>.</summary>
    public required IReadOnlyList<ShareLine> ByCountry { get; init; }
    public required IReadOnlyList<ShareLine> ByPerson { get; init; }
    public required IReadOnlyList<LotLine> Lots { get; init; }
    public required IReadOnlyList<PaidForLine> PaidFor { get; init; }
    public required IReadOnlyList<MovementLine> TopUps { get; init; }
    public required IReadOnlyList<MovementLine> Lapses { get; init; }

    /// <summary>Corrections, credit backs, pay backs, and everything that was booked late (R12.2).</summary>
    public required IReadOnlyList<MovementLine> CorrectionsAndLate { get; init; }

    /// <summary>The balance at the end of each local day, first day first.</summary>
    public required IReadOnlyList<Money> BalanceByDay { get; init; }

    /// <summary>What open lots hold whose last usable day is within 90 days after the period.</summary>
    public required Money AtRisk { get; init; }

    /// <summary>Calls that wait for a decision and what their source charged (R12.3). Not part of the sum.</summary>
    public required int AwaitingCount { get; init; }
    public required Money AwaitingAmount { get; init; }

    /// <summary>The entries booked in the period; both zero when there are none.</summary>
    public required long FirstSequence { get; init; }
    public required long LastSequence { get; init; }
    public required int EntryCount { get; init; }

    /// <summary>Sequence and hash of the chain's head when the month was closed; of its newest entry while open (R12.4).</summary>
    public required long HeadSequence { get; init; }
    public required string HeadHash { get; init; }

    /// <summary>Where the audit trail stood when the month was closed; null while open, and in a month that was closed before it was kept.</summary>
    public TrailHead? Trail { get; init; }

    /// <summary>Which values the fingerprint is over; a month that was closed keeps the version it was closed with.</summary>
    public int FingerprintVersion { get; init; } = Statements.Fingerprint.Latest;

    /// <summary>Further tables that every writer shows as they stand: of a year what finance books. Empty for a month.</summary>
    public IReadOnlyList<StatementSection> Sections { get; init; } = [];

    /// <summary>64 hex digits over the values above (R12.4), never over the PDF.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>Calls of one kind: how many were charged, for how long, and what they took.</summary>
/// <param name="Minutes">Each call rounded up to full minutes.</param>
public sealed record UsageLine(UsageKind Kind, int Calls, long Minutes, Money Amount);

/// <summary>
/// One lot in the period: <c>Opening + Bought + Corrected - Used - MadeGood - PaidBack - Lapsed = Closing</c>. <see cref="MadeGood"/> is what it paid
/// for calls made before it was bought (R4.3). Purchase and last usable day are local days.
/// </summary>
public sealed record LotLine
{
    public required int Number { get; init; }
    public required DateOnly Purchased { get; init; }
    public required DateOnly LastUsableDay { get; init; }
    public required Money Opening { get; init; }
    public required Money Bought { get; init; }
    public required Money Corrected { get; init; }
    public required Money Used { get; init; }
    public required Money MadeGood { get; init; }
    public required Money PaidBack { get; init; }
    public required Money Lapsed { get; init; }
    public required Money Closing { get; init; }

    /// <summary>True where the last usable day is in or before the period.</summary>
    public required bool HasEnded { get; init; }

    /// <summary>True where an entry of the period touched the lot; a lot that holds nothing and did not move is not listed.</summary>
    public bool HasMoved { get; init; }

    public bool IsSum => Opening + Bought + Corrected - Used - MadeGood - PaidBack - Lapsed == Closing;
}

/// <summary>What one lot paid, by kind; <see cref="Lot"/> is null for what went to the overdraft.</summary>
public sealed record PaidForLine(int? Lot, IReadOnlyDictionary<UsageKind, Money> ByKind, Money Total);

/// <summary>One entry as the statement lists it. Amounts carry the pool's sign: plus comes in, minus goes out.</summary>
/// <param name="Happened">The local day of the effective time; for a lapse the lot's last usable day.</param>
/// <param name="Booked">The local day of posting.</param>
/// <param name="Lot">The lot it moved, where it moved one.</param>
/// <param name="Count">How many calls this line stands for; 1 for all that is not late usage.</param>
public sealed record MovementLine(long Sequence, DateOnly Happened, DateOnly Booked, int? Lot, EntryKind Kind, UsageKind? UsageKind, Money Amount, bool IsLate, string Reference, int Count = 1);
