using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// SQLite keeps the columns of a key twice, in the row and in its index, and reads the one at hand: a byte that changed in the other is seen by no query. This compares the two for the tables beside the entries, which are
/// small; of the entries every field is under the hash.
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
        return null;
    }
}
