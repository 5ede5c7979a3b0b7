using System.Diagnostics;
using System.Reflection;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Status;

/// <summary>Asks the parts of the portal how they fare.</summary>
public sealed class StatusReader(Database database, JobRunner jobs, BackupSchedule backups, DataFolder folder, TimeProvider clock, IConfiguration? configuration = null)
{
    private const int CommitDigits = 8;

    public async Task<StatusFacts> ReadAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeSettings);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new()
        {
            Organization = (await db.Organizations.SingleAsync(cancel)).ToDomain(), Now = now, Program = ProgramAt(now), Mail = await MailAsync(db, cancel),
            Backup = new(backups.Interval, backups.Newest, backups.LastFault), Jobs = [.. jobs.RunsOf(actor.OrganizationId).Select(j => new JobLine(j.Job, j.Run))], JobsAreSilent = jobs.IsSilent,
            ShowsMachine = await OperatorsOrganization.IsAsync(db, configuration, cancel),
        };
    }

    /// <summary>Mail is dated by the portal's clock, which a demo may have moved.</summary>
    private async Task<MailQueue> MailAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        var open = db.Mails.Where(m => m.Sent == null && db.Recipients.Any(r => r.Id == m.RecipientId && r.Removed == null));
        var tried = open.Where(m => m.GivenUp == null);
        var oldest = await tried.MinAsync(m => (DateTime?)m.Created, cancel);
        return new(await tried.CountAsync(m => m.Tries == 0, cancel), await tried.CountAsync(m => m.Tries > 0, cancel), await open.CountAsync(m => m.GivenUp != null, cancel), clock.GetUtcNow().UtcDateTime - oldest);
    }

    private ProgramFacts ProgramAt(DateTime now)
    {
        var version = typeof(StatusReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', 2) ?? [""];
        var commit = version is [_, { Length: >= CommitDigits } built] ? built[..CommitDigits] : null;
        using var process = Process.GetCurrentProcess();
        return new(version[0], commit, now - process.StartTime.ToUniversalTime(), SizeOf(folder.DatabaseFile), SizeOf(folder.DatabaseFile + "-wal"), Free());
    }

    private static long SizeOf(string file) => new FileInfo(file) is { Exists: true } found ? found.Length : 0;

    private long? Free()
    {
        try
        {
            return new DriveInfo(folder.Path).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
