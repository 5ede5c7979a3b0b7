using System.CommandLine;
using CommsCredits.Web.Documents.Reading;
using CommsCredits.Web.Features.Statements.Verifying;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>verify FILE.pdf</c>: is this printed statement ours, and unchanged?</summary>
internal static class VerifyCommand
{
    private sealed record Result(string File, string Verdict, string? Month, string? Fingerprint, string? Figure, int? Page, string? Paper, string? Books, long? Offset, bool PrintedOpen, bool PagesUnread);

    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A printed statement, at most 20 MB." };
        var command = new Command("verify", "Says whether a printed statement is genuine; otherwise the first figure that differs.") { file };
        command.Does(async (parsed, host, cancel) =>
        {
            var json = parsed.GetValue(Commands.Json);
            var path = parsed.GetValue(file)!;
            if (!path.Exists) throw new CommandException($"There is no file {path.FullName}.");
            if (path.Length > PaperReader.MostBytes) throw new CommandException($"{path.FullName} is larger than {PaperReader.MostBytes >> 20} MB: it is no statement of this program.");
            var actor = await host.ActorAsync(parsed.GetValue(Commands.Organization), cancel);
            var answer = await host.Get<StatementVerifier>().VerifyAsync(actor, await File.ReadAllBytesAsync(path.FullName, cancel), cancel);
            var differs = answer.Difference;
            var result = new Result(path.FullName, answer.Verdict.ToString(), answer.Period?.ToString(), answer.Fingerprint, differs?.Name, differs?.Page, differs?.Paper, differs?.Books, answer.Offset, answer.PrintedOpen, answer.ArePagesUnread);
            var words = $"{path.Name}: {Words(answer)}{(answer is { PrintedOpen: true, Verdict: not PaperVerdict.Genuine } ? " It was printed while its month was open; what was booked since may be the reason." : "")}";
            if (answer.Verdict == PaperVerdict.Unreadable && !json) return CommandOutput.Complain(json, words, 2);
            CommandOutput.Write(json, result, words);
            return answer.Verdict switch { PaperVerdict.Genuine => 0, PaperVerdict.Unreadable => 2, _ => 1 };
        });
        return command;
    }

    private static string Words(Verification answer) => answer switch
    {
        { Verdict: PaperVerdict.Genuine, FirstPrinted: { } at } => $"genuine. It was printed on {at:yyyy-MM-dd} for {answer.Period}; this version prints other bytes of the same figures. Fingerprint {answer.Fingerprint}.",
        { Verdict: PaperVerdict.Genuine } => $"genuine. The books print the same bytes for {answer.Period}. Fingerprint {answer.Fingerprint}.",
        { Difference: { } d } => $"DIFFERS. {(d.Page is { } page ? $"Page {page}, after '{d.Name}'" : Said(d.Name))}: the paper says {Said(d.Paper)}, the books say {Said(d.Books)}.",
        { Verdict: PaperVerdict.Changed, ArePagesUnread: true } => $"CHANGED. Its attached figures are those of the books for {answer.Period}, but the file was saved by another program or changed, and its pages can't be compared. Don't rely on what they show: print the statement again.",
        { Verdict: PaperVerdict.Changed } => $"CHANGED. Its figures are those of the books for {answer.Period}, but the file is not what this version prints: byte {answer.Offset} is the first that differs.",
        { Verdict: PaperVerdict.Unknown } => "UNKNOWN. It is no statement of this organization.",
        _ => "cannot be read. It is no statement that this program printed, or it is damaged.",
    };

    /// <summary>A stranger's text: cut, and without what moves a terminal's cursor.</summary>
    private static string Said(string text) => text.Length == 0 ? "nothing" : string.Concat(text.Take(200).Select(c => char.IsControl(c) ? ' ' : c));
}
