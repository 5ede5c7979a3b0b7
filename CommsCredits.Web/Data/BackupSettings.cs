namespace CommsCredits.Web.Data;

/// <summary>The section <c>Backups</c>: when the portal copies its own database, where to, and how many copies it keeps.</summary>
public sealed record BackupSettings
{
    /// <summary>Hours between two backups; 0: none are made.</summary>
    public int EveryHours { get; init; } = 24;

    /// <summary>Relative to the data folder unless absolute. Another disk is better: a backup beside the database dies with it.</summary>
    public string Folder { get; init; } = "backups";

    /// <summary>How many of the newest are kept.</summary>
    public int Keep { get; init; } = 14;

    public static BackupSettings Of(IConfiguration? settings) => settings?.GetSection("Backups").Get<BackupSettings>() ?? new();

    public IEnumerable<string> Faults()
    {
        if (EveryHours < 0) yield return "Backups:EveryHours must be 0 or more.";
        if (Keep < 1) yield return "Backups:Keep must be 1 or more.";
        if (EveryHours > 0 && string.IsNullOrWhiteSpace(Folder)) yield return "Backups:Folder is missing.";
    }
}
