using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Data;

/// <summary>Inserts entries with one prepared statement, in the transaction of the context. Values are written exactly as the mapping writes them.</summary>
internal static class BulkWriter
{
    private const string Sql =
        """
        INSERT INTO "Entries" ("OrganizationId", "Sequence", "From", "To", "Amount", "Kind", "Effective", "Posted", "BookingMonth", "IsLate", "Reference", "IdempotencyKey", "ContentHash", "ActorId", "Hash")
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    public static void InsertEntries(CommsCreditsDb db, Guid organizationId, IReadOnlyList<LedgerEntry> entries)
    {
        if (entries.Count == 0) return;
        using var insert = new RawStatement(db, Sql);
        insert.Bind(0, organizationId);
        foreach (var entry in entries) Insert(insert, entry);
    }

    /// <summary>The organization is bound already: it is the same for all.</summary>
    private static void Insert(RawStatement insert, LedgerEntry entry)
    {
        insert.Bind(1, entry.Sequence);
        insert.BindText(2, entry.From.ToString());
        insert.BindText(3, entry.To.ToString());
        insert.Bind(4, entry.Amount.Micros);
        insert.BindText(5, entry.Kind.ToString());
        insert.Bind(6, entry.Effective);
        insert.Bind(7, entry.Posted);
        insert.BindText(8, entry.BookingMonth.ToString());
        insert.Bind(9, entry.IsLate);
        insert.BindText(10, entry.Reference);
        insert.BindText(11, entry.IdempotencyKey);
        insert.Bind(12, entry.ContentHash.Span);
        insert.BindText(13, entry.ActorId);
        insert.Bind(14, entry.Hash.Span);
        insert.Execute();
    }
}
