using CommsCredits.Domain;

namespace CommsCredits.Web.Payments;

/// <summary>What a gateway is asked to charge. The key is the top-up's own: the gateway answers a key it knows with its first answer.</summary>
public sealed record ChargeRequest(string Key, Money Amount, Currency Currency, string Token);

public enum ChargeResult
{
    Paid,
    Declined,

    /// <summary>A person must confirm the payment under the link.</summary>
    NeedsAction,

    /// <summary>No answer yet: money may have been taken. Asked about later, never charged again (R6.2).</summary>
    Unknown,

    /// <summary>The gateway has never heard of the key.</summary>
    NeverSeen,
}

public sealed record ChargeAnswer(ChargeResult Result)
{
    public DateTime? TakenAt { get; init; }
    public Money Amount { get; init; }
    public string Currency { get; init; } = "";
    public string Reason { get; init; } = "";

    /// <summary>Expired, lost, stolen, fraud: this card is not tried again (R7.6).</summary>
    public bool IsFinal { get; init; }
    public string Link { get; init; } = "";
}

/// <summary>Where the process ends and somebody else's money begins.</summary>
public interface IPaymentGateway
{
    Task<ChargeAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancel);

    /// <summary>What became of a key.</summary>
    Task<ChargeAnswer> AskAsync(string key, CancellationToken cancel);
}
