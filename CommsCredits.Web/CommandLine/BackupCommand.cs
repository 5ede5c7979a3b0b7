using System.CommandLine;
using System.Globalization;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>backup FILE</c>: a checked copy of the database, made while the portal writes.</summary>
internal static class BackupCommand
{
    private sealed record Result(string File, long Bytes, IReadOnlyList<CopiedBooks> Books, long Milliseconds);

    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where the copy goes." };
        var force = new Option<bool>("--force") { Description = "Replaces a file that is there." };
        var command = new Command("backup", "Copies the database while the portal runs, and checks the copy.") { file, force };
        command.Does(async (parsed, host, cancel) =>
        {
            var json = parsed.GetValue(Commands.Json);
            var done = await host.Get<BooksBackup>().RunAsync(parsed.GetValue(file)!.FullName, parsed.GetValue(force), cancel);
            if (done.Refused is { } refused) return FileRefusals.Complain(json, refused);
            var report = done.Value!;
            var result = new Result(report.File, report.Bytes, report.Books, (long)report.Took.TotalMilliseconds);
            CommandOutput.Write(json, result, string.Create(CultureInfo.InvariantCulture, $"{result.File}: {result.Bytes} bytes in {result.Milliseconds} ms, whole and checked.") + FileRefusals.Lines(result.Books));
            return 0;
        }, BooksUse.LeaveAlone);
        return command;
    }
}
