using CommsCredits.Domain;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.FirstRun;

/// <summary>What of the set-up has no page of its own.</summary>
public sealed class SetupOperations(LedgerWriter writer)
{
    /// <summary>The set-up is finished, whatever of it was left out: the overview speaks of it no more. Answers since when; a second time changes nothing.</summary>
    public Task<Outcome<DateTime>> FinishAsync(Actor actor, CancellationToken cancel) =>
        writer.WriteAsync<DateTime>(actor, Permission.ChangeSettings, session =>
        {
            var row = session.OrganizationRow;
            if (row.SetUp is { } before) return Task.FromResult(Outcome<DateTime>.Replay(before));
            row.SetUp = session.Now;
            session.Audit("Organization.SetUp", $"organization:{row.Id}", after: new { row.SetUp });
            return Task.FromResult<Outcome<DateTime>>(session.Now);
        }, cancel);
}
