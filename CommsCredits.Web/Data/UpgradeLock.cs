namespace CommsCredits.Web.Data;

/// <summary>
/// One process at a time upgrades a database, by a file beside it that is held open: the system lets go of it when a process ends, however it ends. The row that EF Core keeps for the same purpose outlives a process that
/// is killed, and would keep every later start waiting; whoever holds this file may take it away.
/// </summary>
public sealed class UpgradeLock : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _file;

    private UpgradeLock(FileStream file) => _file = file;

    /// <param name="waiting">Told once where another process upgrades the same database and this one waits for it.</param>
    public static async Task<UpgradeLock> TakeAsync(string database, Action? waiting, CancellationToken cancel)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return new(new(database + ".upgrade", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (IOException) when (!cancel.IsCancellationRequested)
            {
                if (isFirst) waiting?.Invoke();
                await Task.Delay(s_pause, cancel);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
