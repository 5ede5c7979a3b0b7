using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// SQLite keeps the columns of a key twice, in the row and in its index, and reads the one at hand: a byte that changed in the other is seen by no query. This compares the two for the tables beside the entries, which are
/// small; of the entries every field is under the hash but whose they are, so their numbers are summed once by the rows.
/// </summary>
internal static class TableIntegrity
{
    private static readonly string[] s_tables = ["Pools", "Lots", "DaySums", "DestinationSums", "UsageSums", "ClosedMonths"];

    /// <summary>What SQLite says of the first table that is not whole; null where all are.</summary>
    public static async Task<string?> FirstFaultAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        foreach (var table in s_tables)
        {
            var said = await db.Database.SqlQuery<string>($"SELECT integrity_check AS Value FROM pragma_integrity_check({table})").ToListAsync(cancel);
            if (said is not ["ok"]) return $"{table}: {string.Join("; ", said.Take(1))}";
        }
        var head = await db.Pools.AsNoTracking().Select(p => p.HeadSequence).SingleAsync(cancel);
        var organization = db.OrganizationId.ToString("D").ToUpperInvariant();
        var entries = await db.Database.SqlQuery<long>($"""SELECT COALESCE(SUM("Sequence"), 0) AS Value FROM "Entries" NOT INDEXED WHERE "OrganizationId" = {organization} AND "Sequence" BETWEEN 1 AND {head}""").SingleAsync(cancel);
        return entries == head * (head + 1) / 2 ? null : $"Entries: {entries}";
    }
}
