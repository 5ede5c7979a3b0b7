using Microsoft.Data.Sqlite;

namespace CommsCredits.Web.Data;

/// <summary>The folder that holds everything the portal keeps: the database, uploaded files, mail that waits for a person.</summary>
public sealed class DataFolder(string path)
{
    public const string DatabaseName = "commscredits.db";

    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
    public string DatabaseFile => Full(DatabaseName);

    /// <summary>How everything in this process opens the database: one pool of connections.</summary>
    public string Connection => new SqliteConnectionStringBuilder { DataSource = DatabaseFile, DefaultTimeout = 30 }.ToString();

    /// <summary>The full path of a name below the folder; a name that leads out of it throws.</summary>
    public string Full(string relative)
    {
        var full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relative));
        if (!full.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new ArgumentException($"'{relative}' is not below the data folder.", nameof(relative));
        return full;
    }
}
