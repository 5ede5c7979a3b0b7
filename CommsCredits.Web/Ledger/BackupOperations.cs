using CommsCredits.Domain;

namespace CommsCredits.Web.Ledger;

/// <summary>A backup that a person asks for, from the set-up and from the status page.</summary>
public sealed class BackupOperations(LedgerWriter writer, BackupSchedule backups)
{
    /// <summary>
    /// Makes a checked backup at once; answers when it was made, or the newest where that is younger than an hour (a replay, which leaves no row in the trail).
    /// Refused: <c>BackupFailed</c> with a code of <see cref="BackupFault.Codes"/>.
    /// </summary>
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
}
