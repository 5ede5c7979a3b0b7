using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>The memory by which the same wish is not posted twice (R3.6), against the entries: each remembered wish has the entries it names, with its content's hash, and each entry of a wish is remembered.</summary>
internal static class PostingsCheck
{
    private static readonly EntryKind[] s_wished = [EntryKind.CreditBack, EntryKind.Correction, EntryKind.PaidBack, EntryKind.Chargeback, EntryKind.DisputeWon];

    /// <summary>The number of the first entry whose wish is not remembered as it was; null where all are.</summary>
    public static async Task<long?> FirstFaultAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        await foreach (var posting in db.Postings.AsNoTracking().Where(p => p.FirstSequence > 0).OrderBy(p => p.FirstSequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var hash = StoredJson.Read<PostingContent>(posting.Content).Hash();
            var entries = await db.Entries.AsNoTracking().Where(e => e.Sequence >= posting.FirstSequence && e.Sequence <= posting.LastSequence).Select(e => new { e.IdempotencyKey, e.ContentHash }).ToListAsync(cancel);
            if (entries.Count != posting.LastSequence - posting.FirstSequence + 1 || entries.Exists(e => e.IdempotencyKey == posting.Key && !e.ContentHash.AsSpan().SequenceEqual(hash)) || !entries.Exists(e => e.IdempotencyKey == posting.Key))
                return posting.FirstSequence;
        }
        return await db.Entries.AsNoTracking().Where(e => s_wished.Contains(e.Kind) && !db.Postings.Any(p => p.Key == e.IdempotencyKey)).OrderBy(e => e.Sequence).Select(e => (long?)e.Sequence).FirstOrDefaultAsync(cancel);
    }
}
