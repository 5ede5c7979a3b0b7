using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.CommandLine;

/// <summary>Why a backup or a restore was refused, in words, with its exit code: 1 where the file or the books have a fault, 2 where it cannot be done as asked.</summary>
internal static class FileRefusals
{
    public static int Complain(bool json, Refused refused)
    {
        var isFault = refused.Code is "Damaged" or "BooksFault" or "NotADatabase" or "NotOurs" or "ChecksumDiffers";
        return CommandOutput.Complain(json, $"{Words(refused)} Nothing was changed.", isFault ? 1 : 2);
    }

    public static string Lines(IEnumerable<CopiedBooks> books) =>
        string.Concat(books.Select(b => string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{b.Organization}: {b.Entries} entries, head {b.HeadSequence} {b.HeadHash}")));

    private static string Words(Refused refused) => refused.Code switch
    {
        "NoFile" => $"There is no file '{refused.Figures[0]}'.",
        "FileExists" => $"'{refused.Figures[0]}' exists. Choose another name, or replace it with --force.",
        "IsTheDatabase" => $"'{refused.Figures[0]}' is the database itself.",
        "InUse" => $"The portal or a command is working on {refused.Figures[0]}. Stop it first.",
        "NotADatabase" => $"'{refused.Figures[0]}' is not a database file.",
        "NotOurs" => $"'{refused.Figures[0]}' is a database, but not one of CommsCredits.",
        "Newer" => $"The database comes from a newer version of CommsCredits (migration {refused.Figures[0]} is unknown here). Use that version.",
        "Older" => "The database is from before this version. Start the portal once, or back up with the version that made it.",
        "ChecksumDiffers" => $"'{refused.Figures[0]}' is not what was backed up: {Path.GetFileName($"{refused.Figures[0]}")}.sha256 says another hash. Take another backup; delete the .sha256 file only if you know why it differs.",
        "Damaged" => $"The file is damaged: {refused.Figures[0]}.",
        "BooksFault" => $"The books of {refused.Figures[0]} have a fault at {refused.Figures[1]}.",
        _ => $"Refused: {refused.Code}.",
    };
}
