namespace CommsCredits.Web.Features.Usage;

/// <summary>The section <c>Imports</c>: how much one organization may have waiting, and how many are read side by side.</summary>
public sealed record ImportSettings
{
    /// <summary>Files of one organization that wait, are being read or were stopped; more are refused until some are done.</summary>
    public int WaitingFiles { get; init; } = 400;

    /// <summary>Bytes of these files together.</summary>
    public long WaitingBytes { get; init; } = 2L << 30;

    /// <summary>Organizations whose files are read at the same time, one file of each.</summary>
    public int OrganizationsAtOnce { get; init; } = 16;

    public static ImportSettings Of(IConfiguration? settings) => settings?.GetSection("Imports").Get<ImportSettings>() ?? new();

    public IEnumerable<string> Faults()
    {
        if (WaitingFiles < 1) yield return "Imports:WaitingFiles must be 1 or more.";
        if (WaitingBytes < UsageOperations.UploadBytes) yield return $"Imports:WaitingBytes must be {UsageOperations.UploadBytes} or more: one upload may be as large.";
        if (OrganizationsAtOnce < 1) yield return "Imports:OrganizationsAtOnce must be 1 or more.";
    }
}
