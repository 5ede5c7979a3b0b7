namespace CommsCredits.Domain.Funding;

/// <summary>How money comes in (R6.5). Recorded: bought elsewhere, or held when the books began. Sandbox: development only.</summary>
public enum PaymentMethod { Card, Invoice, Recorded, Sandbox }

/// <summary>
/// One way an organization pays (R6.5). Of a card nothing else is ever stored than what stands here and the gateway's token.
/// </summary>
public sealed record PaymentOption
{
    public required Guid Id { get; init; }
    public required PaymentMethod Method { get; init; }

    /// <summary>The card's brand, or the agreement's number of an invoice.</summary>
    public required string Label { get; init; }
    public string? LastFour { get; init; }

    /// <summary>The card is good to the last day of this month, included.</summary>
    public Month? ExpiryMonth { get; init; }

    /// <summary>The gateway's mark of the card itself: the same card attached again under another id has the same (R7.6).</summary>
    public string? Fingerprint { get; init; }
    public bool IsDefault { get; init; }
    public bool IsBackup { get; init; }

    /// <summary>Only a card (or the sandbox) can be charged without a person; an invoice waits for finance and never serves a rule.</summary>
    public bool CanBeCharged => Method is PaymentMethod.Card or PaymentMethod.Sandbox;

    /// <summary>What tells one card from another: the fingerprint, or the id where the gateway gave none.</summary>
    public string Card => Fingerprint ?? Id.ToString("N");
}
