using CommsCredits.Domain;
using CommsCredits.Web.Payments;

namespace CommsCredits.Web.Jobs;

/// <summary>Top-ups whose gateway did not answer are asked about (R6.2): money that was taken becomes a lot, whenever we learn of it (R6.3).</summary>
public sealed class AskGateways(TopUpDesk desk) : IJob
{
    public string Name => "ask-gateways";

    public Task RunAsync(Guid organizationId, CancellationToken cancel) => desk.AskAboutOpenAsync(Actor.Job(organizationId, Name), cancel);
}
