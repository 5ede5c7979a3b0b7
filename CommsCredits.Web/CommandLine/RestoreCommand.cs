using System.CommandLine;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>restore FILE</c>: a backup takes the place of the database, after every check.</summary>
internal static class RestoreCommand
{
    private sealed record Result(string File, string? Kept, int Migrated, IReadOnlyList<CopiedBooks> Books);

    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A backup." };
        var command = new Command("restore", "Puts a backup in the place of the database. The portal must be stopped.") { file };
        command.Does(async (parsed, host, cancel) =>
        {
            var json = parsed.GetValue(Commands.Json);
            // The machine's time names the kept file: the portal's own may be a demo's.
            var done = await host.Get<BooksRestore>().RunAsync(parsed.GetValue(file)!.FullName, TimeProvider.System.GetUtcNow(), cancel);
            if (done.Refused is { } refused) return FileRefusals.Complain(json, refused);
            var report = done.Value!;
            var kept = report.Kept is null ? "There was no database before." : $"The database that was there is kept as {report.Kept}.";
            CommandOutput.Write(json, new Result(report.File, report.Kept, report.Migrated, report.Books), $"{report.File} is in place. {kept}{(report.Migrated > 0 ? " It was brought to this version." : "")}{FileRefusals.Lines(report.Books)}");
            return 0;
        }, BooksUse.Replace);
        return command;
    }
}
