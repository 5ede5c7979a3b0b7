using CommsCredits.Domain;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Ledger;

/// <summary>Why a backup failed, as a word for a page; <paramref name="Detail"/> may name organizations and folders and is for the log and the operator.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
public sealed record BackupFault(string Code, string Detail, DateTime At)
{
    private const string Other = "Other";

    public static IReadOnlyList<string> Codes { get; } = ["BooksFault", "Damaged", nameof(StorageTrouble.Full), nameof(StorageTrouble.ReadOnly), nameof(StorageTrouble.Locked), "Version", Other];

    public static BackupFault Of(Refused refused, DateTime at) => new(refused.Code is "Newer" or "Older" or "NotOurs" ? "Version" : Known(refused.Code), $"{refused.Code} {string.Join(' ', refused.Figures)}", at);

    public static BackupFault Of(Exception fault, DateTime at) => new(Known(StorageTroubles.Of(fault)?.ToString()), fault.Message, at);

    private static string Known(string? code) => code is not null && Codes.Contains(code) ? code : Other;
}
