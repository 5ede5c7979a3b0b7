namespace CommsCredits.Domain.Ledger;

/// <summary>
/// One movement as the domain decides it, before the ledger gives it a number, a posted time and a hash.
/// <see cref="Amount"/> is positive; <see cref="Effective"/> is UTC, cut to microseconds (R3.3).
/// </summary>
/// <param name="LapseDay">For an expiry and its reversal: the lot's last usable day, whose month books it (R4.4). Null otherwise.</param>
public readonly record struct Posting(Book From, Book To, Money Amount, EntryKind Kind, DateTime Effective, DateOnly? LapseDay = null)
{
    public override string ToString() => $"{From} -> {To} {Amount}";
}
