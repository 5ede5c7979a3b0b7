using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Jobs;

/// <summary>Writes refused demands into the audit trail, under whoever asked (R14.4).</summary>
public sealed class RecordRefusals(Refusals refusals, LedgerWriter writer) : IJob
{
    public string Name => "record-refusals";

    public async Task RunAsync(Guid organizationId, CancellationToken cancel)
    {
        var waiting = refusals.Take(organizationId);
        if (waiting.Count == 0) return;
        await writer.WriteAsync<int>(Actor.Job(organizationId, Name), Permission.SeeOverview, session =>
        {
            foreach (var refusal in waiting) session.AuditOther(refusal.ActorId, refusal.From, "Access.Refused", refusal.What, new { refusal.At, refusal.Times });
            return Task.FromResult<Outcome<int>>(waiting.Count);
        }, cancel);
    }
}
