using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Statements;

/// <summary>One month in the list of statements; an open one says the last day on which it may still grow.</summary>
public sealed record MonthSummary(Month Month, DateTime? ClosedAt, Money? Closing, DateOnly ClosesBy);

/// <summary>The page of a month: its figures, what its references stand for, the other months, and which of them is the next to close.</summary>
public sealed record StatementView(Statement Statement, StatementReferences References, IReadOnlyList<MonthSummary> Months, Month NextToClose, bool IsOver)
{
    public bool MayBeClosed => IsOver && Statement.Month == NextToClose;
}

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

    /// <summary>The statement of a month between the beginning of the books and the current month; null for any other.</summary>
    public async Task<Statement?> StatementAsync(Actor actor, Month month, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeStatements);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        if (month < Month.Of(organization.BooksBegin) || month > organization.Calendar.MonthOf(clock.GetUtcNow().UtcDateTime)) return null;
        return await StatementOf.MonthAsync(db, await books.ReadAsync(db, organization, cancel), organization, month, cancel);
    }

    /// <summary>The month asked for, or else the newest closed one, or the current one where none is closed; null for a month that is not in the books.</summary>
    public async Task<StatementView?> ViewAsync(Actor actor, Month? asked, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeStatements);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var months = await MonthsAsync(db, organization, cancel);
        if (months.Count == 0) return null;
        var month = asked ?? (months.FirstOrDefault(m => m.ClosedAt is not null) ?? months[0]).Month;
        if (!months.Any(m => m.Month == month)) return null;
        var statement = await StatementOf.MonthAsync(db, await books.ReadAsync(db, organization, cancel), organization, month, cancel);
        var next = (await db.Pools.SingleAsync(cancel)).LastClosed?.Next ?? Month.Of(organization.BooksBegin);
        return new(statement, await StatementReferences.ReadAsync(db, statement, cancel), months, next, clock.GetUtcNow().UtcDateTime >= organization.Calendar.EndOf(month));
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
