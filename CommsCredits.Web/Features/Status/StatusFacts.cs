using CommsCredits.Domain;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Status;

/// <summary>What needs somebody, the gravest first. A text <c>StatusTrouble_</c> and what to do, <c>StatusDo_</c>, exists for each.</summary>
public enum StatusTrouble
{
    /// <summary>No round of jobs has ended for ten minutes.</summary>
    JobsSilent,

    /// <summary>The last run of a job failed.</summary>
    JobFailed,
    BackupFailed,

    /// <summary>No backup was ever made here.</summary>
    BackupNone,

    /// <summary>The newest backup is older than twice the time between two.</summary>
    BackupOld,

    /// <summary>The disk has less room than the database and a copy of it need.</summary>
    DiskLow,
    MailGivenUp,

    /// <summary>Mail was tried, not delivered, and is tried again.</summary>
    MailFailing,
}

/// <summary>A row of the page's cards, in the order of the page.</summary>
public enum StatusRow
{
    Version,
    Runs,
    Database,
    Log,
    Free,
    BackupLast,
    BackupMade,
    BackupDue,
    BackupFault,
    MailWaiting,
    MailFailing,
    MailGivenUp,
    MailOldest,
}

public enum StatusCard
{
    Program,
    Backup,
    Mail,
}

/// <summary>The program and its disk.</summary>
/// <param name="Commit">The first digits of the commit that it was built from; null where it is not known.</param>
/// <param name="Database">Bytes of the database file.</param>
/// <param name="Log">Bytes of what is written and not yet folded into it (its write-ahead log).</param>
/// <param name="Free">Bytes of the data folder's disk that the portal may use; null where the machine does not say.</param>
public sealed record ProgramFacts(string Version, string? Commit, TimeSpan Runs, long Database, long Log, long? Free);

/// <summary>The outbox of the organization.</summary>
/// <param name="Waiting">Not tried yet.</param>
/// <param name="Failing">Tried at least once, and tried again.</param>
/// <param name="Oldest">How long the oldest of both waits; null: none does.</param>
public sealed record MailQueue(int Waiting, int Failing, int GivenUp, TimeSpan? Oldest);

/// <summary>Backups of the whole database, of every organization in it.</summary>
/// <param name="Interval">Null: none are made by themselves.</param>
/// <param name="Newest">Null: there is none.</param>
public sealed record BackupFacts(TimeSpan? Interval, DateTime? Newest, BackupFault? LastFault)
{
    /// <summary>Null where none is made by itself, or as soon as can be.</summary>
    public DateTime? Due => Newest + Interval;
}

/// <param name="Run">Null where it has not run since the start.</param>
public sealed record JobLine(string Job, JobRun? Run);

/// <summary>How the portal fares. It names no folder and no host: an organization's admin need not be who runs the server.</summary>
public sealed record StatusFacts
{
    public required Organization Organization { get; init; }

    /// <summary>The machine's time (UTC), which everything here but the mail is measured by.</summary>
    public required DateTime Now { get; init; }
    public required ProgramFacts Program { get; init; }
    public required MailQueue Mail { get; init; }
    public required BackupFacts Backup { get; init; }
    public required IReadOnlyList<JobLine> Jobs { get; init; }
    public required bool JobsAreSilent { get; init; }

    /// <summary>The machine is the organization's own: its people see the disk, the database's size and the backups, in which all organizations are.</summary>
    public required bool ShowsMachine { get; init; }

    /// <summary>The rows that a card shows; none: the card isn't shown.</summary>
    public IReadOnlyList<StatusRow> RowsOf(StatusCard card) => card switch
    {
        StatusCard.Program => ShowsMachine ? [StatusRow.Version, StatusRow.Runs, StatusRow.Database, StatusRow.Log, StatusRow.Free] : [StatusRow.Version, StatusRow.Runs],
        StatusCard.Backup => !ShowsMachine ? []
            : Backup.Newest is null ? [StatusRow.BackupLast, StatusRow.BackupDue, StatusRow.BackupFault]
            : [StatusRow.BackupLast, StatusRow.BackupMade, StatusRow.BackupDue, StatusRow.BackupFault],
        _ => [StatusRow.MailWaiting, StatusRow.MailFailing, StatusRow.MailGivenUp, StatusRow.MailOldest],
    };

    /// <summary>What is wrong with a row; null where nothing is.</summary>
    public StatusTrouble? TroubleOf(StatusRow row) => row switch
    {
        StatusRow.Free when Program.Free < 2 * (Program.Database + Program.Log) => StatusTrouble.DiskLow,
        StatusRow.BackupLast when Backup.Newest is null => StatusTrouble.BackupNone,
        StatusRow.BackupLast when Backup.Interval is { } interval && Now - Backup.Newest > 2 * interval => StatusTrouble.BackupOld,
        StatusRow.BackupFault when Backup.LastFault is not null => StatusTrouble.BackupFailed,
        StatusRow.MailFailing when Mail.Failing > 0 => StatusTrouble.MailFailing,
        StatusRow.MailGivenUp when Mail.GivenUp > 0 => StatusTrouble.MailGivenUp,
        _ => null,
    };

    /// <summary>
    /// What needs somebody, the gravest first: what the rows that are shown say, and nothing else. So the page's sentence never says that all is well beside a row that says otherwise, and whoever isn't shown the machine
    /// isn't told of it either.
    /// </summary>
    public IReadOnlyList<StatusTrouble> Troubles =>
    [
        .. Enum.GetValues<StatusCard>().SelectMany(RowsOf).Select(TroubleOf).OfType<StatusTrouble>()
            .Concat(JobsAreSilent ? [StatusTrouble.JobsSilent] : [])
            .Concat(Jobs.Any(j => j.Run?.Fault is not null) ? [StatusTrouble.JobFailed] : [])
            .Order(),
    ];
}
