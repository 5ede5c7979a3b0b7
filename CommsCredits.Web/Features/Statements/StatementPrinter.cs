using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Tables;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Statements;

/// <summary>A month's statement as a file, for a browser and for the command line: each format from the one value. Each is in the audit trail (R14.4).</summary>
public sealed class StatementPrinter(Database database, StatementReader reader, LedgerWriter writer)
{
    public static string FileName(Month month, StatementFormat format) => $"statement-{month}.{format.Extension()}";

    /// <summary>Null where the organization has no such month.</summary>
    public async Task<byte[]?> PrintAsync(Actor actor, Month month, StatementFormat format, CultureInfo culture, CancellationToken cancel)
    {
        if (await reader.StatementAsync(actor, month, cancel) is not { } statement) return null;
        StatementReferences references;
        await using (var db = database.Read(actor, Permission.SeeStatements)) references = await StatementReferences.ReadAsync(db, statement, cancel);
        var names = new StatementWords(culture);
        var file = await WriteAsync(statement, format, new StatementWords(culture, line => references.Describe(line, names)), cancel);
        await writer.WriteAsync<int>(actor, Permission.SeeStatements, session =>
        {
            session.Audit("Statement.Printed", $"month:{month}", after: new { Format = format.ToString(), Language = names.Language, statement.Fingerprint });
            return Task.FromResult<Outcome<int>>(file.Length);
        }, cancel);
        return file;
    }

    private static async Task<byte[]> WriteAsync(Statement statement, StatementFormat format, StatementWords words, CancellationToken cancel) => format switch
    {
        StatementFormat.Pdf => StatementPdf.Write(statement, words),
        StatementFormat.Xlsx => StatementWorkbook.Write(StatementTables.Of(statement, words), statement.Organization.Currency.Decimals),
        StatementFormat.Csv => await StatementCsv.WriteAsync(StatementTables.Of(statement, words), cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
