using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Audit;

/// <summary>Writes the rows that a filter finds, oldest first, with their hashes, so that the chain can be followed elsewhere. An export is itself a row of the trail (R14.4).</summary>
public sealed class AuditExport(Database database, LedgerWriter writer)
{
    private static readonly string[] s_columns = ["Sequence", "At", "Actor", "From", "Action", "Subject", "Before", "After", "State", "Hash"];

    public async Task WriteAsync(Actor actor, AuditFilter filter, TextWriter to, CancellationToken cancel)
    {
        await writer.WriteAsync<int>(actor, Permission.SeeAudit, session =>
        {
            session.Audit("Audit.Exported", "audit", after: filter);
            return Task.FromResult<Outcome<int>>(1);
        }, cancel);
        await using var db = database.Read(actor, Permission.SeeAudit);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var calendar = (await db.Organizations.SingleAsync(cancel)).ToDomain().Calendar;
        var csv = new CsvWriter(to);
        await csv.RowAsync(s_columns, cancel);
        await foreach (var r in filter.Of(db.Audit, calendar).OrderBy(r => r.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
            await csv.RowAsync(
            [
                r.Sequence.ToString(CultureInfo.InvariantCulture), r.At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), r.ActorId, r.From ?? "", r.Action, r.Subject, r.Before ?? "",
                r.After ?? "", r.State ?? "", Convert.ToHexString(r.Hash),
            ], cancel);
        await to.FlushAsync(cancel);
    }
}
