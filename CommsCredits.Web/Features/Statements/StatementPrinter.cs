using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;
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
        if (await ReadAsync(actor, month, culture, cancel) is not ({ } statement, { } words)) return null;
        var file = format switch
        {
            StatementFormat.Pdf => StatementPdf.Write(statement, words),
            StatementFormat.Xlsx => StatementWorkbook.Write(StatementTables.Of(statement, words), statement.Organization.Currency.Decimals),
            StatementFormat.Csv => await StatementCsv.WriteAsync(StatementTables.Of(statement, words), cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
        await writer.WriteAsync<int>(actor, Permission.SeeStatements, session =>
        {
            session.Audit("Statement.Printed", $"month:{month}", after: new { Format = format.ToString(), words.Language, statement.Fingerprint });
            return Task.FromResult<Outcome<int>>(file.Length);
        }, cancel);
        return file;
    }

    /// <summary>The paper without a line in the trail, for comparing. Nothing where the organization has no such month.</summary>
    public async Task<(Statement? Statement, byte[]? Pdf)> WriteAsync(Actor actor, Month month, CultureInfo culture, Paper paper, CancellationToken cancel) =>
        await ReadAsync(actor, month, culture, cancel) is ({ } statement, { } words) ? (statement, StatementPdf.Write(statement, words, paper)) : default;

    private async Task<(Statement? Statement, StatementWords? Words)> ReadAsync(Actor actor, Month month, CultureInfo culture, CancellationToken cancel)
    {
        if (await reader.StatementAsync(actor, month, cancel) is not { } statement) return default;
        StatementReferences references;
        await using (var db = database.Read(actor, Permission.SeeStatements)) references = await StatementReferences.ReadAsync(db, statement, cancel);
        var names = new StatementWords(culture);
        return (statement, new StatementWords(culture, line => references.Describe(line, names)));
    }
}
