using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Statements;

/// <summary>A month's statement as PDF, for a browser and for the command line. Each printing is in the audit trail (R14.4).</summary>
public sealed class StatementPrinter(Database database, StatementReader reader, LedgerWriter writer)
{
    public static string FileName(Month month) => $"statement-{month}.pdf";

    /// <summary>Null where the organization has no such month.</summary>
    public async Task<byte[]?> PrintAsync(Actor actor, Month month, CultureInfo culture, CancellationToken cancel)
    {
        if (await WriteAsync(actor, month, culture, Paper.A4, cancel) is not ({ } statement, { } pdf)) return null;
        await writer.WriteAsync<int>(actor, Permission.SeeStatements, session =>
        {
            session.Audit("Statement.Printed", $"month:{month}", after: new { new StatementWords(culture).Language, statement.Fingerprint });
            return Task.FromResult<Outcome<int>>(pdf.Length);
        }, cancel);
        return pdf;
    }

    /// <summary>The paper without a line in the trail, for comparing. Nothing where the organization has no such month.</summary>
    public async Task<(Statement? Statement, byte[]? Pdf)> WriteAsync(Actor actor, Month month, CultureInfo culture, Paper paper, CancellationToken cancel)
    {
        if (await reader.StatementAsync(actor, month, cancel) is not { } statement) return default;
        StatementReferences references;
        await using (var db = database.Read(actor, Permission.SeeStatements)) references = await StatementReferences.ReadAsync(db, statement, cancel);
        var names = new StatementWords(culture);
        return (statement, StatementPdf.Write(statement, new StatementWords(culture, line => references.Describe(line, names)), paper));
    }
}
