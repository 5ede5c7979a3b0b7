using System.Globalization;
using System.Security.Cryptography;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Tables;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Statements;

/// <summary>A statement as a file, for a browser and for the command line: each format from the one value. Each is in the audit trail (R14.4), and the digest of each paper of closed months is kept (R12.4).</summary>
public sealed class StatementPrinter(Database database, StatementReader reader, LedgerWriter writer)
{
    public static string FileName(MonthSpan period, StatementFormat format) => $"statement-{period}.{format.Extension()}";

    /// <summary>Null where the organization has no such month.</summary>
    public async Task<byte[]?> PrintAsync(Actor actor, MonthSpan period, StatementFormat format, CultureInfo culture, Paper paper, CancellationToken cancel)
    {
        if (await ReadAsync(actor, period, culture, cancel) is not ({ } statement, { } words)) return null;
        var file = format switch
        {
            StatementFormat.Pdf => StatementPdf.Write(statement, words, paper),
            StatementFormat.Xlsx => StatementWorkbook.Write(StatementTables.Of(statement, words), words.FileTitle(statement), statement.Organization.Currency.Decimals),
            StatementFormat.Csv => StatementCsv.Write(StatementTables.Of(statement, words)),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
        var sha256 = Convert.ToHexString(SHA256.HashData(file));
        await writer.WriteAsync<int>(actor, Permission.SeeStatements, async session =>
        {
            session.Audit("Statement.Printed", $"month:{statement.Period}", after: new { Format = format.ToString(), words.Language, statement.Fingerprint, Sha256 = sha256 });
            if (format == StatementFormat.Pdf && statement.Closed is not null && !await session.Db.StatementPrints.AnyAsync(p => p.Sha256 == sha256, cancel))
                session.Db.StatementPrints.Add(new()
                {
                    OrganizationId = session.Organization.Id, Sha256 = sha256, Period = statement.Period.ToString(), Language = words.Language, Paper = paper.Name,
                    Fingerprint = statement.Fingerprint, FirstPrinted = session.Now, ActorId = actor.Id,
                });
            return file.Length;
        }, cancel);
        return file;
    }

    /// <summary>The paper without a line in the trail, for comparing. Nothing where the organization has no such month.</summary>
    public async Task<(Statement? Statement, byte[]? Pdf)> WriteAsync(Actor actor, MonthSpan period, CultureInfo culture, Paper paper, CancellationToken cancel) =>
        await ReadAsync(actor, period, culture, cancel) is ({ } statement, { } words) ? (statement, StatementPdf.Write(statement, words, paper)) : default;

    /// <summary>When exactly this file was printed before, with the fingerprint of its figures; null where it was not, or its months were open.</summary>
    public async Task<(DateTime FirstPrinted, string Fingerprint)?> PrintedAsync(Actor actor, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var sha256 = Convert.ToHexString(SHA256.HashData(file.Span));
        await using var db = database.Read(actor, Permission.SeeStatements);
        return await db.StatementPrints.AsNoTracking().SingleOrDefaultAsync(p => p.Sha256 == sha256, cancel) is { } print ? (print.FirstPrinted, print.Fingerprint) : null;
    }

    private async Task<(Statement? Statement, StatementWords? Words)> ReadAsync(Actor actor, MonthSpan period, CultureInfo culture, CancellationToken cancel)
    {
        if (await reader.StatementAsync(actor, period, cancel) is not { } statement) return default;
        await using var db = database.Read(actor, Permission.SeeStatements);
        return (statement, (await StatementReferences.ReadAsync(db, statement, cancel)).WordsIn(culture));
    }
}
