using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Statements;

/// <summary>One month in the list of statements; an open one says the last day on which it may still grow.</summary>
public sealed record MonthSummary(Month Month, DateTime? ClosedAt, Money? Closing, DateOnly ClosesBy);

/// <summary>The page of a month or a longer period: its figures, what its references stand for, the months there are, and which of them is the next to close.</summary>
/// <param name="Number">Of the snapshot that closing the month made; null while it is open, and for a longer period.</param>
/// <param name="Prints">The papers of closed months that left the house, oldest first.</param>
public sealed record StatementView(Statement Statement, StatementReferences References, IReadOnlyList<MonthSummary> Months, Month NextToClose, bool IsOver, int? Number, IReadOnlyList<PrintedBefore> Prints)
{
    public bool MayBeClosed => IsOver && Statement.Period == NextToClose;
}

/// <summary>A paper as it was printed for the first time.</summary>
public sealed record PrintedBefore(string Language, string Paper, string Sha256, DateTime FirstPrinted);

/// <summary>Statements of any month, from entries alone (R12).</summary>
public sealed class StatementReader(Database database, StatementBooks books, TimeProvider clock)
{
    private const int DaysAfterEnd = 3;

    /// <summary>From the month the books begin to the current one, newest first.</summary>
    public async Task<IReadOnlyList<MonthSummary>> MonthsAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeStatements);
        return await MonthsAsync(db, (await db.Organizations.SingleAsync(cancel)).ToDomain(), cancel);
    }

    /// <summary>The statement of months between the beginning of the books and the current month; null for any other.</summary>
    public async Task<Statement?> StatementAsync(Actor actor, MonthSpan period, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeStatements);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        if (Within(organization, period) is not { } known) return null;
        return await StatementOf.PeriodAsync(db, await books.ReadAsync(db, organization, cancel), organization, known, cancel);
    }

    /// <summary>The period asked for, or else the newest closed month, or the current one where none is closed; null for one that is not in the books.</summary>
    public async Task<StatementView?> ViewAsync(Actor actor, MonthSpan? asked, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeStatements);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var months = await MonthsAsync(db, organization, cancel);
        if (months.Count == 0 || Within(organization, asked ?? (months.FirstOrDefault(m => m.ClosedAt is not null) ?? months[0]).Month) is not { } period) return null;
        var statement = await StatementOf.PeriodAsync(db, await books.ReadAsync(db, organization, cancel), organization, period, cancel);
        var next = (await db.Pools.SingleAsync(cancel)).LastClosed?.Next ?? Month.Of(organization.BooksBegin);
        var number = period.IsMonth ? await db.ClosedMonths.Where(m => m.Month == period.First).Select(m => (int?)m.Number).SingleOrDefaultAsync(cancel) : null;
        var prints = await db.StatementPrints.AsNoTracking().Where(p => p.Period == period.ToString()).OrderBy(p => p.FirstPrinted).Select(p => new PrintedBefore(p.Language, p.Paper, p.Sha256, p.FirstPrinted)).ToListAsync(cancel);
        return new(statement, await StatementReferences.ReadAsync(db, statement, cancel), months, next, clock.GetUtcNow().UtcDateTime >= organization.Calendar.EndOf(period.Last), number, prints);
    }

    /// <summary>Null where a month of it is not in the books: they begin later, or it has not begun. A calendar year or quarter that has begun ends with the current month or begins with the books.</summary>
    private MonthSpan? Within(Organization organization, MonthSpan period)
    {
        var (first, last) = (Month.Of(organization.BooksBegin), organization.Calendar.MonthOf(clock.GetUtcNow().UtcDateTime));
        if (period.First >= first && period.Last <= last) return period;
        if (!(period.IsQuarter || period.IsCalendarYear) || period.Last < first || period.First > last) return null;
        return new(period.First < first ? first : period.First, period.Last > last ? last : period.Last);
    }

    private async Task<IReadOnlyList<MonthSummary>> MonthsAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var closed = await db.ClosedMonths.ToDictionaryAsync(m => m.Month, cancel);
        var months = new List<MonthSummary>();
        var current = organization.Calendar.MonthOf(clock.GetUtcNow().UtcDateTime);
        for (var month = current; month >= Month.Of(organization.BooksBegin); month = month.Previous)
            months.Add(new(month, closed.GetValueOrDefault(month)?.ClosedAt, closed.GetValueOrDefault(month)?.Closing, month.Next.FirstDay.AddDays(DaysAfterEnd - 1)));
        return months;
    }
}
