namespace CommsCredits.Web.Data;

/// <summary>
/// Who works on a data folder, by a file that is held open: the portal and every command hold it together with others, a restore alone. The system lets go of it when a process ends, however it
/// ends, so nothing stale can stand in the way.
/// </summary>
public sealed class FolderLock : IDisposable
{
    public const string FileName = "commscredits.lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Beside others; throws <see cref="IOException"/> while somebody has the folder alone.</summary>
    public static FolderLock Shared(DataFolder folder)
    {
        var path = folder.Full(FileName);
        if (!File.Exists(path)) File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        try
        {
            return new(new(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (IOException held)
        {
            throw new IOException($"The data folder {folder.Path} is being restored. Try again when that is done.", held);
        }
    }

    /// <summary>Alone; null while anybody else works on the folder.</summary>
    public static FolderLock? Alone(DataFolder folder)
    {
        try
        {
            return new(new(folder.Full(FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
