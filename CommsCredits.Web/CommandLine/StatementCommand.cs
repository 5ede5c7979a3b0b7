using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using CommsCredits.Domain;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Features.Statements;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>statement --month 2026-09 --out FILE</c>: the statement of a month as PDF, Excel workbook or CSV, by the file's extension.</summary>
internal static class StatementCommand
{
    private sealed record Result(string Month, string File, int Bytes, string Sha256, string Fingerprint, bool Closed, decimal Opening, decimal Closing);

    public static Command Make()
    {
        var month = new Option<string>("--month") { Description = "The month, like 2026-09; or 2026-Q3, 2026, 2026-03..2026-11.", HelpName = "PERIOD", Required = true };
        var file = new Option<FileInfo>("--out") { Description = "Where the statement goes: FILE.pdf, FILE.xlsx or FILE.csv.", HelpName = "FILE", Required = true };
        var language = new Option<string>("--language") { Description = "en or zh-Hans.", DefaultValueFactory = _ => "en" };
        var paper = new Option<string>("--paper") { Description = "A4 or Letter, for a PDF.", DefaultValueFactory = _ => Paper.A4.Name };
        var command = new Command("statement", "Writes the statement of a month, a quarter, a year or any months as PDF, Excel workbook or CSV. The PDF of a closed month has the same bytes every time.") { month, file, language, paper };
        command.Does(async (parsed, host, cancel) =>
        {
            if (!MonthSpan.TryParse(parsed.GetValue(month), out var wanted)) throw new CommandException($"'{parsed.GetValue(month)}' is not a month like 2026-09, nor 2026-Q3, 2026 or 2026-03..2026-11.");
            var size = Paper.Named(parsed.GetValue(paper));
            if (!string.Equals(size.Name, parsed.GetValue(paper), StringComparison.OrdinalIgnoreCase)) throw new CommandException("--paper takes A4 or Letter.");
            if (parsed.GetValue(language) is not ("en" or "zh-Hans")) throw new CommandException("--language takes en or zh-Hans.");
            if (StatementFormats.Of(parsed.GetValue(file)!.Extension.TrimStart('.')) is not { } format) throw new CommandException("--out takes a file that ends in .pdf, .xlsx or .csv.");
            var actor = await host.ActorAsync(parsed.GetValue(Commands.Organization), cancel);
            var statement = await host.Get<StatementReader>().StatementAsync(actor, wanted, cancel) ?? throw new CommandException($"There is no statement for {wanted}: the books do not reach it.");
            var bytes = (await host.Get<StatementPrinter>().PrintAsync(actor, wanted, format, CultureInfo.GetCultureInfo(parsed.GetValue(language)!), size, cancel))!;
            await File.WriteAllBytesAsync(parsed.GetValue(file)!.FullName, bytes, cancel);
            var result = new Result(statement.Period.ToString(), parsed.GetValue(file)!.FullName, bytes.Length, Convert.ToHexString(SHA256.HashData(bytes)), statement.Fingerprint, statement.Closed is not null,
                statement.Opening.ToDecimal(), statement.Closing.ToDecimal());
            CommandOutput.Write(parsed.GetValue(Commands.Json), result, $"{statement.Period}: {result.Bytes} bytes in {result.File}. Fingerprint {result.Fingerprint}.");
            return 0;
        });
        return command;
    }
}
