using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>The calls that were taken in: charged, free, and from before the books.</summary>
public sealed class CallsReader(Database database, RateDecks decks)
{
    public const int PageSize = 50;
    private const int MostCompared = 10_000;

    public async Task<CallList> ListAsync(Actor actor, CallFilter filter, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var calls = Matching(db, organization.Calendar, actor, filter);
        var total = await calls.CountAsync(cancel);
        var charged = filter.State == CallState.Booked ? total : await calls.CountAsync(c => c.State == CallState.Booked, cancel);
        var skip = Math.Clamp(page - 1, 0, Math.Max(0, (total - 1) / PageSize)) * PageSize;
        var rows = await calls.OrderByDescending(c => c.Start).ThenBy(c => c.UsageId).Skip(skip).Take(PageSize)
            .Select(c => new CallLine(c.UsageId, c.Start, c.Seconds, c.State, c.FreeReason, c.Kind, c.CallType, c.Charge, c.PersonName, c.DestinationName, c.DestinationNumber)).ToListAsync(cancel);
        var twins = await TwinsAsync(db, rows, cancel);
        return new(organization, total, charged, skip, [.. rows.Select(r => r with { Number = PhoneNumber.ShownTo(actor, r.Number), IsTwin = twins.Contains(r.UsageId) })]);
    }

    /// <summary>Null where the organization has no such call.</summary>
    public async Task<CallDetail?> DetailAsync(Actor actor, string usageId, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        if (await db.CallsOf(usageId).SingleOrDefaultAsync(cancel) is not { } call) return null;
        var fileName = await db.Imports.Where(i => i.Id == call.ImportId).Select(i => i.FileName).SingleOrDefaultAsync(cancel);
        var maySee = actor.May(Permission.SeeLedger);
        var posted = maySee ? await CallCharge.ReadAsync(db, call.UsageId, cancel) : null;
        var explanation = StoredJson.Read<Explanation>(call.Explanation);
        var compared = ListComparison.Of(call, explanation, await decks.ReadAsync(db, (await db.Organizations.SingleAsync(cancel)).ToDomain(), cancel));
        return new(explanation, call.Capability, PhoneNumber.ShownTo(actor, call.CallerNumber), call.ByDeck, call.ImportId, fileName, call.Line, maySee ? call.FirstEntry : null,
            posted is null ? null : CreditPool.StandsOf(posted), [.. CreditPool.PaidBy(posted ?? []).Select(p => new CallPayer(p.From.Type, p.From.IsLot ? p.From.LotNumber : null, p.Amount))], compared);
    }

    /// <summary>Which calls of a page have a twin: calls that start when one of them does are compared.</summary>
    private static async Task<HashSet<string>> TwinsAsync(CommsCreditsDb db, IReadOnlyList<CallLine> rows, CancellationToken cancel)
    {
        var starts = rows.Where(r => r.State == CallState.Booked).Select(r => r.Start).Distinct().ToList();
        var calls = await db.Calls.Where(c => c.State == CallState.Booked && starts.Contains(c.Start))
            .Select(c => new { c.UsageId, c.Start, c.Seconds, c.CallerNumber, c.DestinationNumber, c.PersonId, c.SourceCharge, c.Fee }).OrderBy(c => c.Start).Take(MostCompared).ToListAsync(cancel);
        return [.. calls.GroupBy(c => new { c.Start, c.Seconds, c.CallerNumber, c.DestinationNumber, c.PersonId, c.SourceCharge, c.Fee }).Where(g => g.Skip(1).Any()).SelectMany(g => g.Select(c => c.UsageId))];
    }

    private static IQueryable<CallRow> Matching(CommsCreditsDb db, LocalCalendar calendar, Actor actor, CallFilter filter)
    {
        IQueryable<CallRow> calls = db.Calls;
        if (filter.From is { } from)
        {
            var start = calendar.StartOf(from);
            calls = calls.Where(c => c.Start >= start);
        }
        if (filter.To is { } to)
        {
            var end = calendar.EndOf(to);
            calls = calls.Where(c => c.Start < end);
        }
        if (filter.Kind is { } kind) calls = calls.Where(c => c.Kind == kind);
        if (filter.State is { } state) calls = calls.Where(c => c.State == state);
        if (filter.IsTwin)
        {
            calls = calls.Where(c => c.State == CallState.Booked && db.Calls.Any(o => o.Start == c.Start && o.State == CallState.Booked && o.UsageId != c.UsageId && o.Seconds == c.Seconds
                && o.CallerNumber == c.CallerNumber && o.DestinationNumber == c.DestinationNumber && o.PersonId == c.PersonId && o.SourceCharge == c.SourceCharge && o.Fee == c.Fee));
        }
        if (filter.ImportId is { } import) calls = calls.Where(c => c.ImportId == import);
        if (filter.Person is { Length: > 0 } person)
        {
            var pattern = $"%{person.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
            calls = calls.Where(c => EF.Functions.Like(c.PersonName, pattern, @"\"));
        }
        if (actor.May(Permission.SeeFullNumbers) && PhoneNumber.DigitsOf(filter.Number) is { Length: > 0 } digits)
            calls = calls.Where(c => c.DestinationNumber!.Contains(digits));
        return calls;
    }
}
