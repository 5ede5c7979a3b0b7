using System.Collections.Concurrent;

namespace CommsCredits.Web.Payments;

/// <summary>
/// A gateway that charges nobody; Development only (R6.5). The token says what happens: <c>ok</c>; <c>declined</c>; <c>expired</c>, a final decline; <c>action</c>, a person must confirm;
/// <c>silent</c>, the money is taken and the answer is lost, so that only asking finds it.
/// </summary>
public sealed class SandboxGateway(TimeProvider clock) : IPaymentGateway
{
    public const string Ok = "ok", Declined = "declined", Expired = "expired", Action = "action", Silent = "silent";

    private readonly ConcurrentDictionary<string, ChargeAnswer> _answers = new(StringComparer.Ordinal);

    public Task<ChargeAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancel)
    {
        var answer = _answers.GetOrAdd(request.Key, _ => Answer(request));
        return Task.FromResult(request.Token == Silent ? new(ChargeResult.Unknown) : answer);
    }

    public Task<ChargeAnswer> AskAsync(string key, CancellationToken cancel) =>
        Task.FromResult(_answers.GetValueOrDefault(key) ?? new(ChargeResult.NeverSeen));

    private ChargeAnswer Answer(ChargeRequest request) => request.Token switch
    {
        Declined => new(ChargeResult.Declined) { Reason = "insufficient_funds" },
        Expired => new(ChargeResult.Declined) { Reason = "expired_card", IsFinal = true },
        Action => new(ChargeResult.NeedsAction) { Link = "/funding?tab=topups" },
        _ => new(ChargeResult.Paid) { TakenAt = clock.GetUtcNow().UtcDateTime, Amount = request.Amount, Currency = request.Currency.Code },
    };
}
