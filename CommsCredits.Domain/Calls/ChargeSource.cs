namespace CommsCredits.Domain.Calls;

/// <summary>Whose charge counts where both exist; a setting of each source of calls (R9.4).</summary>
public enum ChargeSource
{
    Vendor,
    Deck,
}
