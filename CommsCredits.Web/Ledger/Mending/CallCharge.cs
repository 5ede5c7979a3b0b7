using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger.Mending;

/// <summary>All that was posted for one call: its charge under <c>call:{usage id}</c>, and each correction under a key of its own.</summary>
public static class CallCharge
{
    public const string Call = "call:", Correction = "correction:";

    public static string KeyOf(string usageId, string formKey) => $"{Correction}{usageId}:{formKey}";

    /// <summary>In posting order; empty for a call that was never charged.</summary>
    public static async Task<IReadOnlyList<Posting>> ReadAsync(CommsCreditsDb db, string usageId, CancellationToken cancel)
    {
        var reference = Call + usageId;
        var posted = await db.CallsOf(usageId).AsNoTracking().Where(c => c.FirstEntry != null).Select(c => new PostedEntries(c.FirstEntry!.Value, c.LastEntry!.Value)).ToListAsync(cancel);
        posted.AddRange(await Corrections(db, usageId).Where(p => p.FirstSequence > 0).OrderBy(p => p.FirstSequence).Select(p => new PostedEntries(p.FirstSequence, p.LastSequence)).ToListAsync(cancel));
        var charge = new List<Posting>();
        foreach (var (first, last) in posted)
            charge.AddRange((await db.Entries.AsNoTracking().Where(e => e.Sequence >= first && e.Sequence <= last && e.Reference == reference).OrderBy(e => e.Sequence).ToListAsync(cancel))
                .Select(e => new Posting(e.From, e.To, e.Amount, e.Kind, e.Effective)));
        return charge;
    }

    /// <summary>The keys under which something was posted for the call; wishes are few, entries are many.</summary>
    public static async Task<List<string>> KeysAsync(CommsCreditsDb db, string usageId, CancellationToken cancel)
    {
        var keys = await Corrections(db, usageId).Select(p => p.Key).ToListAsync(cancel);
        keys.Add(Call + usageId);
        return keys;
    }

    private static IQueryable<PostingRow> Corrections(CommsCreditsDb db, string usageId)
    {
        var (whole, start) = (Correction + usageId, $"{Correction}{usageId}:");
        return db.Postings.AsNoTracking().Where(p => p.Key == whole || p.Key.StartsWith(start));
    }

    private sealed record PostedEntries(long First, long Last);
}
