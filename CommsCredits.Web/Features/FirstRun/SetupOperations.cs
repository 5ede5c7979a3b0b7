using CommsCredits.Domain;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.FirstRun;

/// <summary>The two deeds of the set-up that have no page of their own.</summary>
public sealed class SetupOperations(LedgerWriter writer, BackupSchedule backups)
{
    /// <summary>Makes a checked backup at once; answers when it was made, or the newest where that is younger than an hour. Refused: <c>BackupFailed</c> with a code of <see cref="BackupFault.Codes"/>.</summary>
    public async Task<Outcome<DateTime>> BackUpAsync(Actor actor, CancellationToken cancel)
    {
        actor.Demand(Permission.ChangeSettings);
        var made = await backups.RunNowAsync(TimeProvider.System.GetUtcNow().UtcDateTime, cancel);
        if (made.IsReplay) return made;
        await writer.WriteAsync<bool>(actor, Permission.ChangeSettings, session =>
        {
            if (made.Refused is { } refused) session.Audit("Backup.Failed", "backup", after: new { Fault = (string)refused.Figures[0] });
            else session.Audit("Backup.Made", "backup", after: new { At = made.Value });
            return Task.FromResult<Outcome<bool>>(true);
        }, cancel);
        return made;
    }

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
