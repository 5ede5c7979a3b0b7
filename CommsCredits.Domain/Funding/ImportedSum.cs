namespace CommsCredits.Domain.Funding;

/// <summary>
/// What imports have taken from the pool without a person's look (R7.9): their charges of 24 hours against a limit. Above it a recharge waits until whoever may change the rule has decided.
/// </summary>
/// <param name="Limit">Null: no limit.</param>
/// <param name="HeldSince">When a recharge was first held back; it stays so until a person decides, whatever else passes.</param>
public sealed record ImportedSum(Money Sum, Money? Limit, DateTime? HeldSince)
{
    /// <summary>Charges count together for so long from the first of them.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromHours(24);

    public static readonly ImportedSum None = new(Money.Zero, null, null);

    public bool Holds => HeldSince is not null || Sum > Limit;
}
