namespace CommsCredits.Web.Payments;

/// <summary>No card gateway is set up: nothing is ever charged, so there is nothing to ask about. Purchases are recorded (R6.5).</summary>
public sealed class NoGateway : IPaymentGateway
{
    public Task<ChargeAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancel) =>
        Task.FromResult(new ChargeAnswer(ChargeResult.Declined) { Reason = "no_gateway", IsFinal = true });

    public Task<ChargeAnswer> AskAsync(string key, CancellationToken cancel) => Task.FromResult(new ChargeAnswer(ChargeResult.NeverSeen));
}
