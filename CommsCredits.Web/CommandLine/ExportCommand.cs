using System.CommandLine;
using System.Globalization;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Web.Features.Ledger;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>export --format csv|hledger</c>: all entries, or those of some months, for other programs.</summary>
internal static class ExportCommand
{
    private const string StandardOutput = "-";

    private sealed record Result(string Format, string File, long Entries, string? From, string? To, long HeadSequence, string HeadHash);

    public static Command Make()
    {
        var format = new Option<string?>("--format") { Description = "csv or hledger.", HelpName = "csv|hledger" };
        var bundle = new Option<string?>("--bundle") { Description = "A new folder: all books as plain files, with a page that checks them.", HelpName = "FOLDER" };
        var from = new Option<string?>("--from") { Description = "The first booking month, like 2026-01.", HelpName = "MONTH" };
        var to = new Option<string?>("--to") { Description = "The last booking month.", HelpName = "MONTH" };
        var file = new Option<string>("--out") { Description = "A file, which is replaced when all is written; - is standard output.", HelpName = "FILE", DefaultValueFactory = _ => StandardOutput };
        var command = new Command("export", "Writes the ledger's entries as CSV, as a journal for hledger, or all books as a bundle that checks itself.") { format, bundle, from, to, file };
        command.Does(async (parsed, host, cancel) =>
        {
            var json = parsed.GetValue(Commands.Json);
            if (parsed.GetValue(bundle) is { } folder)
            {
                if (parsed.GetValue(format) is not null || parsed.GetValue(from) is not null || parsed.GetValue(to) is not null || parsed.GetValue(file) != StandardOutput) throw new CommandException("--bundle takes all books and goes alone.");
                return await BundleFolder.WriteAsync(host.Get<BundleExport>(), await host.ActorAsync(parsed.GetValue(Commands.Organization), cancel), folder, json, cancel);
            }
            if (!Enum.TryParse<ExportFormat>(parsed.GetValue(format), ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted)) throw new CommandException("--format takes csv or hledger; or say --bundle FOLDER.");
            var span = new MonthBounds(MonthOf("--from", parsed.GetValue(from)), MonthOf("--to", parsed.GetValue(to)));
            if (span.From > span.To) throw new CommandException($"--from {span.From} is after --to {span.To}.");
            var path = parsed.GetValue(file)!;
            if (json && path == StandardOutput) throw new CommandException("With --json say where the entries go: --out FILE.");
            var actor = await host.ActorAsync(parsed.GetValue(Commands.Organization), cancel);
            try
            {
                var done = await WriteAsync(host.Get<LedgerExport>(), actor, wanted, new() { Months = span }, path, cancel);
                var result = new Result(wanted.ToString().ToLowerInvariant(), path, done.Entries, span.From?.ToString(), span.To?.ToString(), done.HeadSequence, done.HeadHash);
                if (path != StandardOutput) CommandOutput.Write(json, result, string.Create(CultureInfo.InvariantCulture, $"{path}: {done.Entries} entries; the books stand at entry {done.HeadSequence}."));
                return 0;
            }
            catch (FormatException unreadable)
            {
                return CommandOutput.Complain(json, $"An entry cannot be read: {unreadable.Message} Run check.", 1);
            }
        });
        return command;
    }

    private static async Task<Exported> WriteAsync(LedgerExport export, Actor actor, ExportFormat format, LedgerFilter filter, string path, CancellationToken cancel)
    {
        if (path == StandardOutput)
        {
            await using var console = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            return await export.WriteAsync(actor, format, filter, console, cancel);
        }
        var unfinished = path + ".part";
        try
        {
            Exported done;
            await using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(false))) done = await export.WriteAsync(actor, format, filter, writer, cancel);
            File.Move(unfinished, path, overwrite: true);
            return done;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static Month? MonthOf(string option, string? text) =>
        text is null ? null : Month.TryParse(text, out var month) ? month : throw new CommandException($"{option} takes a month like 2026-09, not '{text}'.");
}
