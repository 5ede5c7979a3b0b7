using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
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
        var keys = await KeysAsync(db, usageId, cancel);
        var reference = Call + usageId;
        return [.. (await db.Entries.AsNoTracking().Where(e => keys.Contains(e.IdempotencyKey) && e.Reference == reference).OrderBy(e => e.Sequence).ToListAsync(cancel))
            .Select(e => new Posting(e.From, e.To, e.Amount, e.Kind, e.Effective))];
    }

    /// <summary>The keys under which something was posted for the call; wishes are few, entries are many.</summary>
    public static async Task<List<string>> KeysAsync(CommsCreditsDb db, string usageId, CancellationToken cancel)
    {
        var (whole, start) = (Correction + usageId, $"{Correction}{usageId}:");
        var keys = await db.Postings.Where(p => p.Key == whole || p.Key.StartsWith(start)).Select(p => p.Key).ToListAsync(cancel);
        keys.Add(Call + usageId);
        return keys;
    }
}
