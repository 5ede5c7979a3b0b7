using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Reads the entries of a month and those before it, in posting order, and builds its statement. Derived rows are not looked at.</summary>
public static class StatementOf
{
    public static async Task<Statement> MonthAsync(CommsCreditsDb db, Organization organization, Month month, CancellationToken cancel)
    {
        var builder = await FillAsync(db, organization, month, cancel);
        if (await db.ClosedMonths.AsNoTracking().SingleOrDefaultAsync(m => m.Month == month, cancel) is { } closed)
            return builder.Build(new(month, closed.ClosedAt, closed.HeadSequence, closed.HeadHash, closed.Fingerprint), closed.HeadSequence, closed.HeadHash, closed.AwaitingCount, closed.AwaitingAmount);
        var pool = await db.Pools.AsNoTracking().SingleAsync(cancel);
        var (count, amount) = await AwaitingAsync(db, organization, month, cancel);
        return builder.Build(null, pool.HeadSequence, Convert.ToHexString(pool.HeadHash), count, amount);
    }

    /// <summary>The figures of a month that is being closed: with the chain's head as the closing write leaves it.</summary>
    public static async Task<Statement> ClosingAsync(CommsCreditsDb db, Organization organization, ClosedMonth closing, CancellationToken cancel)
    {
        var builder = await FillAsync(db, organization, closing.Month, cancel);
        var (count, amount) = await AwaitingAsync(db, organization, closing.Month, cancel);
        return builder.Build(closing, closing.HeadSequence, closing.HeadHash, count, amount);
    }

    private static async Task<StatementBuilder> FillAsync(CommsCreditsDb db, Organization organization, Month month, CancellationToken cancel)
    {
        var builder = new StatementBuilder(organization, month);
        await foreach (var entry in db.Entries.AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel)) builder.Add(entry.ToDomain());
        return builder;
    }

    /// <summary>Calls of the month or before that wait for a decision, and what their source charged in the pool's currency (R12.3).</summary>
    public static async Task<(int Count, Money Amount)> AwaitingAsync(CommsCreditsDb db, Organization organization, Month month, CancellationToken cancel)
    {
        var end = organization.Calendar.EndOf(month);
        var open = await db.CallExceptions.AsNoTracking().Where(e => e.Resolved == null && e.Start < end).Select(e => new { e.Currency, e.SourceAmount }).ToListAsync(cancel);
        return (open.Count, open.Where(e => e.Currency == organization.Currency.Code && e.SourceAmount > Money.Zero).Select(e => e.SourceAmount!.Value).Total());
    }
}
