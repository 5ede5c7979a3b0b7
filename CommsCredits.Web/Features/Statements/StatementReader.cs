using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Statements;

/// <summary>One month in the list of statements.</summary>
public sealed record MonthSummary(Month Month, DateTime? ClosedAt, Money? Closing);

/// <summary>Statements of any month, from entries alone (R12).</summary>
public sealed class StatementReader(Database database, TimeProvider clock)
{
    /// <summary>From the month the books begin to the current one, newest first.</summary>
    public async Task<IReadOnlyList<MonthSummary>> MonthsAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeStatements);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var closed = await db.ClosedMonths.ToDictionaryAsync(m => m.Month, cancel);
        var months = new List<MonthSummary>();
        var current = organization.Calendar.MonthOf(clock.GetUtcNow().UtcDateTime);
        for (var month = current; month >= Month.Of(organization.BooksBegin); month = month.Previous)
            months.Add(new(month, closed.GetValueOrDefault(month)?.ClosedAt, closed.GetValueOrDefault(month)?.Closing));
        return months;
    }

    /// <summary>The statement of a month between the beginning of the books and the current month; null for any other.</summary>
    public async Task<Statement?> StatementAsync(Actor actor, Month month, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeStatements);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        if (month < Month.Of(organization.BooksBegin) || month > organization.Calendar.MonthOf(clock.GetUtcNow().UtcDateTime)) return null;
        return await StatementOf.MonthAsync(db, organization, month, cancel);
    }
}
