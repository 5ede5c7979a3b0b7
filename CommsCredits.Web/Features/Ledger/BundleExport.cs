using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents.Bundle;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>What was written of the books into a bundle, and the manifest's own digest, to be handed over another way than the bundle.</summary>
public sealed record Bundled(IReadOnlyList<BundleFile> Files, long Entries, int Months, string HeadHash);

/// <summary>
/// All books of an organization from one state, as files that whoever does not trust us can check (<c>docs/verify.md</c>). They are held in memory whole. Each bundle leaves an audit row first (R14.4).
/// </summary>
public sealed class BundleExport(Database database, LedgerWriter writer)
{
    /// <summary>An entry stored in a way that cannot be read throws <see cref="FormatException"/>; entries that add up to no statement <see cref="StatementBrokenException"/>.</summary>
    public async Task<Bundled> WriteAsync(Actor actor, CancellationToken cancel)
    {
        actor.Demand(Permission.SeeStatements);
        await writer.WriteAsync<int>(actor, Permission.SeeLedger, session =>
        {
            session.Audit("Ledger.Exported", "ledger", after: new { Format = "Bundle" });
            return Task.FromResult<Outcome<int>>(1);
        }, cancel);
        await using var db = database.Read(actor, Permission.SeeLedger);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var pool = await db.Pools.SingleAsync(cancel);
        var builder = new StatementBuilder(organization);
        var entries = new List<LedgerEntry>();
        foreach (var entry in EntryScan.After(db, 0))
        {
            cancel.ThrowIfCancellationRequested();
            entries.Add(entry);
            builder.Add(entry);
        }
        var statements = new List<Statement>();
        foreach (var month in entries.Select(e => e.BookingMonth).Concat(await db.ClosedMonths.Select(m => m.Month).ToListAsync(cancel)).Distinct().Order())
            statements.Add(await StatementOf.PeriodAsync(db, builder, organization, month, cancel));
        var lots = (await db.Lots.ToListAsync(cancel)).Select(l => l.ToDomain()).ToList();
        var files = await BundleWriter.WriteAsync(new(organization, entries, lots, pool.Overdraft, statements, await DecksAsync(db, cancel), new(pool.AuditSequence, Convert.ToHexString(pool.AuditHash))), cancel);
        return new(files, entries.Count, statements.Count, Convert.ToHexString(pool.HeadHash));
    }

    private static async Task<List<BundleDeck>> DecksAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        var decks = new List<BundleDeck>();
        foreach (var deck in await db.RateDecks.ToListAsync(cancel))
            decks.Add(new(deck.ToDomain(), [.. (await db.Rates.Where(r => r.DeckId == deck.Id).OrderBy(r => r.Id).ToListAsync(cancel)).Select(r => r.ToDomain())]));
        return decks;
    }
}
