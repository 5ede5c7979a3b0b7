using System.Globalization;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Ledger;

/// <summary>
/// Makes a checked backup when the newest one is old enough, and takes away the oldest beyond those that are kept. It works from the files that are there: a portal that was stopped for a week makes one at once, a
/// restarted one makes none too many. A backup that fails takes none away.
/// </summary>
public sealed class BackupSchedule(BooksBackup backup, BackupSettings settings, DataFolder data, ILogger<BackupSchedule> log) : BackgroundService
{
    private const string Prefix = "commscredits-", Ending = ".db";
    private static readonly TimeSpan s_look = TimeSpan.FromMinutes(5);

    public string Folder => Path.Combine(data.Path, settings.Folder);

    /// <summary>When the newest backup was made (UTC), by its name; null: there is none.</summary>
    public DateTime? Newest => Files().Select(f => (DateTime?)f.At).LastOrDefault();

    /// <summary>Why the last one failed; null where it did not.</summary>
    public string? LastFault { get; private set; }

    /// <summary>Makes one where it is due. True where one was made.</summary>
    public async Task<bool> RunDueAsync(DateTime now, CancellationToken cancel)
    {
        if (settings.EveryHours == 0 || Newest is { } newest && now - newest < TimeSpan.FromHours(settings.EveryHours)) return false;
        Directory.CreateDirectory(Folder);
        var done = await backup.RunAsync(Path.Combine(Folder, Prefix + now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + Ending), overwrite: false, cancel);
        LastFault = done.Refused?.ToString();
        if (done.Refused is { } refused)
        {
            log.LogError("The backup failed: {Fault}. The earlier ones are kept.", refused);
            return false;
        }
        foreach (var (file, _) in Files().SkipLast(settings.Keep))
        {
            File.Delete(file);
            File.Delete(ChecksumFile.Beside(file));
        }
        return true;
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
        try
        {
            await RunDueAsync(TimeProvider.System.GetUtcNow().UtcDateTime, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LastFault = fault.Message;
            log.LogError(fault, "The backup failed; it is tried again.");
        }
    }

    private List<(string File, DateTime At)> Files() => !Directory.Exists(Folder) ? [] :
        [.. Directory.GetFiles(Folder, Prefix + "*" + Ending).Select(f => (File: f, At: TimeOf(f))).Where(f => f.At is not null).Select(f => (f.File, f.At!.Value)).OrderBy(f => f.Value)];

    private static DateTime? TimeOf(string file) =>
        DateTime.TryParseExact(Path.GetFileNameWithoutExtension(file)[Prefix.Length..], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
