using System.Globalization;
using System.Security.Cryptography;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Bundle;
using CommsCredits.Web.Features.Ledger;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>export --bundle FOLDER</c>: the folder appears whole or not at all.</summary>
internal static class BundleFolder
{
    private sealed record Result(string Folder, int Files, long Entries, int Months, string HeadHash, string ManifestSha256);

    public static async Task<int> WriteAsync(BundleExport export, Actor actor, string folder, bool json, CancellationToken cancel)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())) throw new CommandException($"{path} is there already and not empty. Say a new folder.");
        try
        {
            var bundle = await export.WriteAsync(actor, cancel);
            var unfinished = path + ".part";
            if (Directory.Exists(unfinished)) throw new CommandException($"{unfinished} is there: another export writes, or one was stopped. Delete it.");
            try
            {
                foreach (var file in bundle.Files)
                {
                    var to = Path.Combine(unfinished, Path.Combine(file.Path.Split('/')));
                    Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                    await File.WriteAllBytesAsync(to, file.Bytes, cancel);
                }
                if (Directory.Exists(path)) Directory.Delete(path);
                Directory.Move(unfinished, path);
            }
            finally
            {
                if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            }
            var digest = Convert.ToHexString(SHA256.HashData(bundle.Files.Single(f => f.Path == BundleWriter.ManifestName).Bytes));
            CommandOutput.Write(json, new Result(path, bundle.Files.Count, bundle.Entries, bundle.Months, bundle.HeadHash, digest), string.Create(CultureInfo.InvariantCulture,
                $"{path}: {bundle.Files.Count} files, {bundle.Entries} entries, {bundle.Months} statements. Open {BundleWriter.PageName} in a browser. SHA-256 of {BundleWriter.ManifestName}: {digest}."));
            return 0;
        }
        catch (Exception fault) when (fault is FormatException or StatementBrokenException)
        {
            return CommandOutput.Complain(json, $"The books cannot be bundled: {fault.Message} Run check.", 1);
        }
    }
}
