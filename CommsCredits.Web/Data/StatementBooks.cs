using System.Collections.Concurrent;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// Every entry added up for statements, kept in memory with the number and the hash of the last one: a statement reads only what was posted since. Nothing is kept that the entries do not
/// give, and a ledger whose entry no longer has that hash - another database in the same place - is read from its beginning.
/// </summary>
public sealed class StatementBooks
{
    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    /// <summary>A builder that has been given the entries up to the head that the context's transaction sees; the caller's own.</summary>
    public async Task<StatementBuilder> ReadAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var kept = _kept.GetOrAdd(organization.Id, _ => new());
        await kept.Turn.WaitAsync(cancel);
        try
        {
            var head = await db.Pools.AsNoTracking().Select(p => p.HeadSequence).SingleAsync(cancel);
            if (!await IsOfAsync(db, kept, organization, cancel)) (kept.Of, kept.Builder, kept.Hash) = (organization, new(organization), null);
            if (kept.Builder!.Entries > head) return Read(db, new(organization)).Builder;
            var (builder, hash) = Read(db, kept.Builder);
            kept.Hash = hash ?? kept.Hash;
            return builder.Copy();
        }
        finally
        {
            kept.Turn.Release();
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, with entries that are not committed: none of them is kept.</summary>
    public async Task<StatementBuilder> ReadUncommittedAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var kept = _kept.GetOrAdd(organization.Id, _ => new());
        await kept.Turn.WaitAsync(cancel);
        try
        {
            return Read(db, await IsOfAsync(db, kept, organization, cancel) ? kept.Builder!.Copy() : new(organization)).Builder;
        }
        finally
        {
            kept.Turn.Release();
        }
    }

    /// <summary>Adds what follows; answers the last entry's hash, null where nothing followed.</summary>
    private static (StatementBuilder Builder, byte[]? Hash) Read(CommsCreditsDb db, StatementBuilder builder)
    {
        LedgerEntry? last = null;
        foreach (var entry in EntryScan.After(db, builder.Entries)) builder.Add(last = entry);
        return (builder, last?.Hash.ToArray());
    }

    /// <summary>Whether what is kept are this ledger's entries. The organization counts too: its zone data and the day its books begin.</summary>
    private static async Task<bool> IsOfAsync(CommsCreditsDb db, Kept kept, Organization organization, CancellationToken cancel)
    {
        if (kept.Builder is not { } builder || kept.Of != organization) return false;
        if (builder.Entries == 0) return true;
        var last = await db.Entries.AsNoTracking().Where(e => e.Sequence == builder.Entries).Select(e => e.Hash).SingleOrDefaultAsync(cancel);
        return last is not null && last.AsSpan().SequenceEqual(kept.Hash);
    }

    private sealed class Kept
    {
        public SemaphoreSlim Turn { get; } = new(1);
        public Organization? Of { get; set; }
        public StatementBuilder? Builder { get; set; }
        public byte[]? Hash { get; set; }
    }
}
