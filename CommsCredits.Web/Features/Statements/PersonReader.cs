using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Statements;

/// <summary>A call that the pool paid for, as the statement of its person lists it.</summary>
/// <param name="Amount">The pool's part; what is billed after use is not in it.</param>
/// <param name="Entry">The first of its entries in the ledger.</param>
public sealed record PersonCall(string UsageId, DateTime Start, int Seconds, UsageKind Kind, string? Destination, string? Number, Money Amount, bool IsLate, long Entry)
{
    public long Minutes => (Seconds + 59L) / 60;
}

/// <summary>One person's part of a statement: its line, and the calls it is made of, oldest first.</summary>
/// <param name="Name">Null where it was erased.</param>
public sealed record PersonStatement(Organization Organization, MonthSpan Period, DateTime? Closed, string Person, string? Name, ShareLine Line, Money Used, IReadOnlyList<PersonCall> Calls)
{
    public IReadOnlyList<ShareLine> ByCountry => Shares(c => c.Destination is { Length: > 0 } destination ? Countries.Of(destination) : "");

    public IReadOnlyList<UsageLine> ByKind =>
        [.. Calls.GroupBy(c => c.Kind).Select(g => new UsageLine(g.Key, g.Count(), g.Sum(c => c.Minutes), g.Select(c => c.Amount).Total())).OrderByDescending(l => l.Amount).ThenBy(l => l.Kind)];

    private List<ShareLine> Shares(Func<PersonCall, string> key) =>
        [.. Calls.GroupBy(key).Select(g => new ShareLine(g.Key, g.Count(), g.Sum(c => c.Minutes), g.Select(c => c.Amount).Total())).OrderByDescending(l => l.Amount).ThenBy(l => l.Key, StringComparer.Ordinal)];
}

/// <summary>A person's calls in the months of a statement: by booking month, as the statement counts them, late ones included (R12.2).</summary>
public sealed class PersonReader(Database database, StatementReader statements)
{
    /// <summary>Null where the period is not in the books or the pool paid nothing for the person in it.</summary>
    public async Task<PersonStatement?> ReadAsync(Actor actor, MonthSpan asked, string person, CancellationToken cancel)
    {
        if (await statements.StatementAsync(actor, asked, cancel) is not { } statement || statement.ByPerson.FirstOrDefault(p => p.Key == person && person.Length > 0) is not { } line) return null;
        await using var db = database.Read(actor, Permission.SeeStatements);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var name = await db.CallPeople.Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync(cancel);
        var calls = await TimelyAsync(db, statement, person, cancel);
        calls.AddRange(await LateAsync(db, statement, person, cancel));
        return new(statement.Organization, statement.Period, statement.Closed, person, name, line, statement.Used,
            [.. calls.Select(c => c with { Number = PhoneNumber.ShownTo(actor, c.Number) }).OrderBy(c => c.Start).ThenBy(c => c.UsageId, StringComparer.Ordinal)]);
    }

    /// <summary>Made in the period and booked in it.</summary>
    private static async Task<List<PersonCall>> TimelyAsync(CommsCreditsDb db, Statement statement, string person, CancellationToken cancel)
    {
        var calendar = statement.Organization.Calendar;
        var (start, end) = (calendar.StartOf(statement.Period.FirstDay), calendar.EndOf(statement.Period.LastDay));
        return await PaidAsync(db, db.Calls.Where(c => c.Start >= start && c.Start < end && c.State == CallState.Booked && c.PersonId == person), statement.Period, cancel);
    }

    /// <summary>Made before the period and booked in it: found by the entries that are marked late.</summary>
    private static async Task<List<PersonCall>> LateAsync(CommsCreditsDb db, Statement statement, string person, CancellationToken cancel)
    {
        const string call = "call:";
        var start = statement.Organization.Calendar.StartOf(statement.Period.FirstDay);
        var references = await db.Entries.Where(e => e.Sequence >= statement.FirstSequence && e.Sequence <= statement.LastSequence && e.IsLate && e.Kind == EntryKind.Usage && e.Effective < start)
            .Select(e => e.Reference).Distinct().ToListAsync(cancel);
        var late = new List<PersonCall>();
        foreach (var some in references.Where(r => r.StartsWith(call, StringComparison.Ordinal)).Select(r => r[call.Length..]).Chunk(500))
            late.AddRange(await PaidAsync(db, db.CallsOf(some).Where(c => c.PersonId == person && c.Start < start), statement.Period, cancel));
        return late;
    }

    private static async Task<List<PersonCall>> PaidAsync(CommsCreditsDb db, IQueryable<CallRow> calls, MonthSpan period, CancellationToken cancel)
    {
        var paid = await (from c in calls.AsNoTracking()
                          from e in db.Entries
                          where c.FirstEntry != null && e.Sequence >= c.FirstEntry && e.Sequence <= c.LastEntry && e.Kind == EntryKind.Usage
                          select new { c.UsageId, c.Start, c.Seconds, c.DestinationName, c.DestinationNumber, e.Sequence, e.From, e.To, e.Amount, e.IsLate, e.BookingMonth }).ToListAsync(cancel);
        return [.. paid.Where(p => p.From.IsPool && period.Contains(p.BookingMonth)).GroupBy(p => p.UsageId).Select(g =>
        {
            var first = g.MinBy(p => p.Sequence)!;
            return new PersonCall(first.UsageId, first.Start, first.Seconds, first.To.UsageKind, first.DestinationName, first.DestinationNumber, g.Select(p => p.Amount).Total(), first.IsLate, first.Sequence);
        })];
    }
}
