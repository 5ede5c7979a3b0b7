using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Statements;

/// <summary>A month's statement as PDF, for a browser and for the command line. Each printing is in the audit trail (R14.4).</summary>
public sealed class StatementPrinter(Database database, StatementReader reader, LedgerWriter writer)
{
    public static string FileName(Month month) => $"statement-{month}.pdf";

    /// <summary>Null where the organization has no such month.</summary>
    public async Task<byte[]?> PrintAsync(Actor actor, Month month, CultureInfo culture, CancellationToken cancel)
    {
        if (await reader.StatementAsync(actor, month, cancel) is not { } statement) return null;
        StatementReferences references;
        await using (var db = database.Read(actor, Permission.SeeStatements)) references = await StatementReferences.ReadAsync(db, statement, cancel);
        var names = new StatementWords(culture);
        var pdf = StatementPdf.Write(statement, new StatementWords(culture, line => references.Describe(line, names)));
        await writer.WriteAsync<int>(actor, Permission.SeeStatements, session =>
        {
            session.Audit("Statement.Printed", $"month:{month}", after: new { Language = names.Language, statement.Fingerprint });
            return Task.FromResult<Outcome<int>>(pdf.Length);
        }, cancel);
        return pdf;
    }
}
