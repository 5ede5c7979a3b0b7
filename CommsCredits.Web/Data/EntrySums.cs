using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>What moved between two books on one local day, by effective time; a lapse on the lot's last usable day.</summary>
public sealed record EntrySum(DateOnly Day, Book From, Book To, EntryKind Kind, Money Amount)
{
    /// <summary>What it did to the pool's balance.</summary>
    public Money Change => LedgerEntry.ChangeOf(From, To, Amount);
}

/// <summary>
/// Entries added up by the day, kept beside them in the same transaction, so that a page of days reads some hundred rows however many calls there were. They follow from the entries alone:
/// <c>check</c> compares them, and <see cref="RebuildAsync"/> makes them anew.
/// </summary>
public static class EntrySums
{
    private const string Sql =
        """
        INSERT INTO "DaySums" ("OrganizationId", "Day", "From", "To", "Kind", "Amount") VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET "Amount" = "Amount" + excluded."Amount"
        """;

    /// <summary>Everything that belongs to a day or a later one.</summary>
    public static async Task<IReadOnlyList<EntrySum>> SinceAsync(CommsCreditsDb db, DateOnly first, CancellationToken cancel) =>
        await db.DaySums.AsNoTracking().Where(s => s.Day >= first).Select(s => new EntrySum(s.Day, s.From, s.To, s.Kind, s.Amount)).ToListAsync(cancel);

    /// <summary>Adds what is being posted.</summary>
    internal static void Add(CommsCreditsDb db, LocalCalendar calendar, IReadOnlyList<LedgerEntry> entries)
    {
        var sums = new DaySums(calendar);
        foreach (var entry in entries) sums.Add(entry);
        Write(db, sums);
    }

    /// <summary>Makes the sums of an organization anew from its entries, in the transaction of the context.</summary>
    internal static async Task RebuildAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        await db.DaySums.ExecuteDeleteAsync(cancel);
        var sums = new DaySums(organization.Calendar);
        foreach (var entry in EntryScan.After(db, 0)) sums.Add(entry);
        Write(db, sums);
    }

    private static void Write(CommsCreditsDb db, DaySums sums)
    {
        using var upsert = new RawStatement(db, Sql);
        upsert.Bind(0, db.OrganizationId);
        foreach (var sum in sums.All)
        {
            upsert.Bind(1, sum.Day);
            upsert.BindText(2, sum.From.ToString());
            upsert.BindText(3, sum.To.ToString());
            upsert.BindText(4, sum.Kind.ToString());
            upsert.Bind(5, sum.Amount.Micros);
            upsert.Execute();
        }
    }
}
