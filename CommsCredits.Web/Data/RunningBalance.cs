using CommsCredits.Domain;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// Balances in posting order, from the entries before, or from the present balance less the entries behind (which <c>check</c> holds to be the same): what goes into lots and the overdraft less what leaves them; movements within the pool change nothing (R1, R3.5).
/// The sums are made by the database: a page needs fifty balances out of many thousand entries, and counts from the nearer end, so that the latest are there at once.
/// </summary>
internal static class RunningBalance
{
    private const string Change =
        """
        (CASE WHEN "To" LIKE 'Lot(%' OR "To" = 'Overdraft' THEN "Amount" ELSE 0 END) - (CASE WHEN "From" LIKE 'Lot(%' OR "From" = 'Overdraft' THEN "Amount" ELSE 0 END)
        """;

    private const string Before = $"""SELECT COALESCE(SUM({Change}), 0) AS "Value" FROM "Entries" WHERE "OrganizationId" = @organization AND "Sequence" < @first""";

    private const string Behind = $"""SELECT COALESCE(SUM({Change}), 0) AS "Value" FROM "Entries" WHERE "OrganizationId" = @organization AND "Sequence" > @last""";

    private const string Between =
        $"""
        SELECT "Sequence", SUM({Change}) OVER (ORDER BY "Sequence") AS "Micros" FROM "Entries" WHERE "OrganizationId" = @organization AND "Sequence" BETWEEN @first AND @last
        """;

    private const string OfLot =
        """
        SELECT COALESCE(SUM(CASE WHEN "To" = @book THEN "Amount" ELSE -"Amount" END), 0) AS "Value" FROM "Entries"
        WHERE "OrganizationId" = @organization AND "Sequence" <= @last AND ("From" = @book OR "To" = @book)
        """;

    /// <summary>The pool's book balance after each of these entries.</summary>
    public static async Task<Dictionary<long, Money>> AfterAsync(CommsCreditsDb db, IReadOnlyCollection<long> sequences, CancellationToken cancel)
    {
        if (sequences.Count == 0) return [];
        var pool = await db.Pools.AsNoTracking().SingleAsync(cancel);
        var head = (Sequence: pool.HeadSequence, Balance: (await db.Lots.AsNoTracking().Select(l => l.Left).ToListAsync(cancel)).Total() - pool.Overdraft);
        var (first, last) = (sequences.Min(), sequences.Max());
        var within = await db.Database.SqlQueryRaw<BalanceAt>(Between, Parameter("organization", db.OrganizationId), Parameter("first", first), Parameter("last", last)).ToListAsync(cancel);
        var before = first <= head.Sequence - last
            ? await db.Database.SqlQueryRaw<long>(Before, Parameter("organization", db.OrganizationId), Parameter("first", first)).SingleAsync(cancel)
            : checked(head.Balance.Micros - await db.Database.SqlQueryRaw<long>(Behind, Parameter("organization", db.OrganizationId), Parameter("last", last)).SingleAsync(cancel) - within[^1].Micros);
        return within.ToDictionary(b => b.Sequence, b => new Money(checked(before + b.Micros)));
    }

    /// <summary>The pool's book balance after one entry.</summary>
    public static async Task<Money> AfterAsync(CommsCreditsDb db, long sequence, CancellationToken cancel) => (await AfterAsync(db, [sequence], cancel))[sequence];

    /// <summary>What a lot held after an entry.</summary>
    public static async Task<Money> OfLotAsync(CommsCreditsDb db, int lot, long sequence, CancellationToken cancel) =>
        new(await db.Database.SqlQueryRaw<long>(OfLot, Parameter("organization", db.OrganizationId), Parameter("last", sequence), Parameter("book", Domain.Ledger.Book.Lot(lot).ToString())).SingleAsync(cancel));

    private static Microsoft.Data.Sqlite.SqliteParameter Parameter(string name, object value) => new("@" + name, value);

    private sealed record BalanceAt(long Sequence, long Micros);
}
