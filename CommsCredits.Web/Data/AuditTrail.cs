using System.Security.Cryptography;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// Chains the audit trail like the ledger (R3.4, R14.4): each row holds SHA-256 over its fields and the row before it, and the pool's row holds the newest hash. Rows that are changed, taken out,
/// put in or cut off the end are found by <see cref="FirstFaultAsync"/>.
/// </summary>
public static class AuditTrail
{
    /// <summary>The number of the first closed month whose head of the trail is not the trail's; null where all are (R14.4).</summary>
    public static async Task<Month?> FirstOtherHeadAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        foreach (var month in await db.ClosedMonths.AsNoTracking().Where(m => m.TrailSequence != null).OrderBy(m => m.Month).ToListAsync(cancel))
        {
            var hash = await db.Audit.AsNoTracking().Where(a => a.Sequence == month.TrailSequence).Select(a => a.Hash).SingleOrDefaultAsync(cancel);
            if (hash is null || Convert.ToHexString(hash) != month.TrailHash) return month.Month;
        }
        return null;
    }

    /// <summary>Numbers and chains the rows that wait in the context, in the order in which they were added: the last step before they are saved.</summary>
    internal static void Seal(CommsCreditsDb db, PoolRow pool)
    {
        foreach (var row in db.Audit.Local.Where(r => r.Sequence == 0).ToList()) Append(row, pool);
    }

    /// <summary>What a database from before the chain holds is chained once, in the order in which it was written.</summary>
    internal static async Task SealOldAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        if (await db.Pools.SingleOrDefaultAsync(cancel) is not { AuditSequence: 0 } pool) return;
        var rows = await db.Audit.OrderBy(r => r.Id).ToListAsync(cancel);
        if (rows.Count == 0) return;
        foreach (var row in rows) Append(row, pool);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The number of the first row that does not follow from the one before it; null where the trail is whole.</summary>
    public static async Task<long?> FirstFaultAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        var pool = await db.Pools.AsNoTracking().SingleAsync(cancel);
        var (sequence, hash) = (0L, Origin(pool.OrganizationId));
        await foreach (var row in db.Audit.AsNoTracking().OrderBy(r => r.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (row.Sequence != sequence + 1 || !row.Hash.AsSpan().SequenceEqual(HashOf(row, hash))) return sequence + 1;
            (sequence, hash) = (row.Sequence, row.Hash);
        }
        return sequence == pool.AuditSequence && (sequence == 0 || hash.AsSpan().SequenceEqual(pool.AuditHash)) ? null : sequence + 1;
    }

    /// <summary>
    /// The number of the first of these rows that does not follow from the one before it; null where each does. It costs what the rows cost, not what the trail does: the whole is looked at by
    /// <see cref="FirstFaultAsync"/>. Where the newest are asked for, the pool's row must name the last of them.
    /// </summary>
    /// <param name="rows">In any order. All of one stretch of numbers, where <paramref name="isStretch"/>: then one that is missing between them is found as well.</param>
    public static async Task<long?> FaultOfAsync(CommsCreditsDb db, IReadOnlyList<AuditRow> rows, bool isStretch, bool areNewest, CancellationToken cancel)
    {
        var pool = await db.Pools.AsNoTracking().SingleAsync(cancel);
        var before = rows.Select(r => r.Sequence - 1).ToList();
        var hashes = await db.Audit.AsNoTracking().Where(r => before.Contains(r.Sequence)).Select(r => new { r.Sequence, r.Hash }).ToDictionaryAsync(r => r.Sequence, r => r.Hash, cancel);
        hashes[0] = Origin(pool.OrganizationId);
        var last = isStretch && rows.Count > 0 ? rows.Min(r => r.Sequence) - 1 : (long?)null;
        foreach (var row in rows.OrderBy(r => r.Sequence))
        {
            if (last is { } known && row.Sequence != known + 1) return known + 1;
            if (!hashes.TryGetValue(row.Sequence - 1, out var hash) || !row.Hash.AsSpan().SequenceEqual(HashOf(row, hash))) return row.Sequence;
            if (isStretch) last = row.Sequence;
        }
        if (!areNewest) return null;
        if (rows.Count == 0) return pool.AuditSequence == 0 ? null : 1;
        var newest = rows.MaxBy(r => r.Sequence)!;
        return newest.Sequence == pool.AuditSequence && newest.Hash.AsSpan().SequenceEqual(pool.AuditHash) ? null : newest.Sequence + 1;
    }

    private static void Append(AuditRow row, PoolRow pool)
    {
        row.Sequence = ++pool.AuditSequence;
        row.Hash = HashOf(row, row.Sequence == 1 ? Origin(pool.OrganizationId) : pool.AuditHash);
        pool.AuditHash = row.Hash;
    }

    private static byte[] Origin(Guid organizationId) => SHA256.HashData(organizationId.ToByteArray(bigEndian: true));

    /// <summary>Each field with its length before it, so that no two rows are written alike.</summary>
    private static byte[] HashOf(AuditRow row, byte[] before)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        foreach (var field in new[] { Figure(row.Sequence), Figure(Instants.ToMicros(row.At)), row.ActorId, row.From, row.Action, row.Subject, row.Before, row.After }.Concat(row.State is null ? [] : [row.State]))
        {
            hash.AppendData(BitConverter.GetBytes(field is null ? -1 : Encoding.UTF8.GetByteCount(field)));
            if (field is not null) hash.AppendData(Encoding.UTF8.GetBytes(field));
        }
        return hash.GetHashAndReset();

        static string Figure(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
