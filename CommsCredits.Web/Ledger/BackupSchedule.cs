using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Ledger;

/// <summary>
/// Makes a checked backup when the newest one is old enough, and takes away the oldest beyond those that are kept. It works from the files that are there: a portal that was stopped for a week makes one at once, a
/// restarted one makes none too many. A backup that fails takes none away; where the books are at fault, their recipients are told.
/// </summary>
public sealed class BackupSchedule(BooksBackup backup, BackupSettings settings, DataFolder data, BooksAlarm alarm, ILogger<BackupSchedule> log) : BackgroundService
{
    private const string Prefix = "commscredits-", Ending = ".db";
    private static readonly TimeSpan s_look = TimeSpan.FromMinutes(5), s_young = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Where they lie, for the operator alone.</summary>
    public string Folder => Path.Combine(data.Path, settings.Folder);

    /// <summary>When the newest backup was made (UTC), by its name; null: there is none.</summary>
    public DateTime? Newest => Files().Select(f => (DateTime?)f.At).LastOrDefault();

    /// <summary>Time between two backups; null: none are made by themselves.</summary>
    public TimeSpan? Interval => settings.EveryHours == 0 ? null : TimeSpan.FromHours(settings.EveryHours);

    /// <summary>Why the last one failed; null where it did not.</summary>
    public BackupFault? LastFault { get; private set; }

    /// <summary>Makes one where it is due. True where one was made.</summary>
    public async Task<bool> RunDueAsync(DateTime now, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (Interval is not { } interval || Newest is { } newest && now - newest < interval) return false;
            return (await MakeAsync(now, cancel)).Refused is null;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// Makes one because a person asks; answers when the newest was made. Refused: <c>BackupFailed</c> with the fault's code. One that is younger than an hour is answered instead of another: whoever presses a button often
    /// must not push the earlier days out of those that are kept.
    /// </summary>
    public async Task<Outcome<DateTime>> RunNowAsync(DateTime now, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (Newest is { } newest && now - newest < s_young) return Outcome<DateTime>.Replay(newest);
            await MakeAsync(now, cancel);
            return LastFault is { } fault ? new Refused("BackupFailed", fault.Code) : Newest!.Value;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Failed(fault, now);
            return new Refused("BackupFailed", LastFault!.Code);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<Outcome<BackupReport>> MakeAsync(DateTime now, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        var done = await backup.RunAsync(Path.Combine(Folder, Prefix + now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + Ending), overwrite: false, cancel);
        LastFault = done.Refused is { } why ? BackupFault.Of(why, now) : null;
        if (LastFault is { } fault)
        {
            log.LogError("The backup failed: {Fault}. The earlier ones are kept.", fault.Detail);
            await alarm.TellAsync(done.Refused!, now, cancel);
            return done;
        }
        foreach (var (file, _) in Files().SkipLast(settings.Keep))
        {
            File.Delete(file);
            File.Delete(ChecksumFile.Beside(file));
        }
        return done;
    }

    private void Failed(Exception fault, DateTime now)
    {
        LastFault = BackupFault.Of(fault, now);
        log.LogError(fault, "The backup failed; it is tried again.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(s_look, TimeProvider.System, stoppingToken);
                await RunSafelyAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("Backups end with the server.");
        }
    }

    private async Task RunSafelyAsync(CancellationToken cancel)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        try
        {
            await RunDueAsync(now, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Failed(fault, now);
        }
    }

    private List<(string File, DateTime At)> Files() => !Directory.Exists(Folder) ? [] :
        [.. Directory.GetFiles(Folder, Prefix + "*" + Ending).Select(f => (File: f, At: TimeOf(f))).Where(f => f.At is not null).Select(f => (f.File, f.At!.Value)).OrderBy(f => f.Value)];

    private static DateTime? TimeOf(string file) =>
        DateTime.TryParseExact(Path.GetFileNameWithoutExtension(file)[Prefix.Length..], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
