using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Builds statements from the entries, and the calls by country and person from the sums kept beside them, which the entries must agree with.</summary>
public static class StatementOf
{
    /// <param name="builder">Has been given every entry up to the head that the context sees.</param>
    public static async Task<Statement> PeriodAsync(CommsCreditsDb db, StatementBuilder builder, Organization organization, MonthSpan period, CancellationToken cancel)
    {
        var sums = await UsageSums.OfMonthsAsync(db, period, cancel);
        if (await db.ClosedMonths.AsNoTracking().SingleOrDefaultAsync(m => m.Month == period.Last, cancel) is { } last)
        {
            // A closed month keeps the values of its fingerprint; a longer period was never closed as such
            var closed = period.IsMonth ? last.ToDomain() : last.ToDomain() with { FingerprintVersion = Fingerprint.Latest };
            return builder.Build(period, closed, last.HeadSequence, last.HeadHash, last.AwaitingCount, last.AwaitingAmount, sums);
        }
        var pool = await db.Pools.AsNoTracking().SingleAsync(cancel);
        var (count, amount) = await AwaitingAsync(db, organization, period.Last, cancel);
        return builder.Build(period, null, pool.HeadSequence, Convert.ToHexString(pool.HeadHash), count, amount, sums);
    }

    /// <summary>The figures of a month that is being closed: with the chain's head as the closing write leaves it.</summary>
    public static async Task<Statement> ClosingAsync(CommsCreditsDb db, StatementBuilder builder, Organization organization, ClosedMonth closing, CancellationToken cancel)
    {
        var (count, amount) = await AwaitingAsync(db, organization, closing.Month, cancel);
        return builder.Build(closing.Month, closing, closing.HeadSequence, closing.HeadHash, count, amount, await UsageSums.OfMonthsAsync(db, closing.Month, cancel));
    }

    /// <summary>Calls of the month or before that wait for a decision, and what their source charged in the pool's currency (R12.3).</summary>
    public static async Task<(int Count, Money Amount)> AwaitingAsync(CommsCreditsDb db, Organization organization, Month month, CancellationToken cancel)
    {
        var end = organization.Calendar.EndOf(month);
        var open = await db.CallExceptions.AsNoTracking().Where(e => e.Resolved == null && e.Start < end).Select(e => new { e.Currency, e.SourceAmount }).ToListAsync(cancel);
        return (open.Count, open.Where(e => e.Currency == organization.Currency.Code && e.SourceAmount > Money.Zero).Select(e => e.SourceAmount!.Value).Total());
    }
}
