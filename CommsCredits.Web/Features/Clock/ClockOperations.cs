using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Clock;

/// <summary>Where a move has come to (UTC), and where it goes.</summary>
public sealed record ClockProgress(DateTime From, DateTime At, DateTime To)
{
    public int Percent => To <= From ? 100 : (int)((At - From).Ticks * 100 / (To - From).Ticks);
}

/// <summary>
/// Moves the development clock (R15): forward only, with a stop at each local midnight of every organization on the way, where what is due is done before time goes on.
/// </summary>
public sealed class ClockOperations(Database database, LedgerWriter writer, PortalClock clock, ClockSettings settings, JobRunner jobs)
{
    private const int MostYears = 3;
    private readonly SemaphoreSlim _oneMove = new(1, 1);

    /// <summary>Answers the instant arrived at. Refused: <c>ClockFixed</c>, <c>ClockBackwards</c>, <c>ClockTooFar</c> (years), <c>ClockMoving</c>.</summary>
    public async Task<Outcome<DateTime>> MoveToAsync(Actor actor, DateTime to, IProgress<ClockProgress>? progress, CancellationToken cancel)
    {
        actor.Demand(Permission.SeeOverview);
        if (!settings.IsMovable) return new Refused("ClockFixed");
        if (!await _oneMove.WaitAsync(TimeSpan.Zero, cancel)) return new Refused("ClockMoving");
        try
        {
            var from = clock.GetUtcNow().UtcDateTime;
            if (to <= from) return new Refused("ClockBackwards");
            if (to > from.AddYears(MostYears)) return new Refused("ClockTooFar", MostYears);
            await AuditAsync(actor, from, to, cancel);
            await GoAsync(from, to, progress, cancel);
            return to;
        }
        finally
        {
            _oneMove.Release();
        }
    }

    private async Task GoAsync(DateTime from, DateTime to, IProgress<ClockProgress>? progress, CancellationToken cancel)
    {
        var calendars = await CalendarsAsync(cancel);
        for (var at = from; at < to;)
        {
            var midnight = calendars.Select(c => c.EndOf(c.DayOf(at))).Append(to).Min();
            at = midnight < to ? midnight : to;
            await using (var db = database.Server()) await clock.SetAsync(db, at, cancel);
            await jobs.RunDueAsync(cancel);
            progress?.Report(new(from, at, to));
        }
    }

    private async Task<List<LocalCalendar>> CalendarsAsync(CancellationToken cancel)
    {
        await using var db = database.Server();
        return [.. (await db.Organizations.IgnoreQueryFilters().Select(o => o.ZoneId).Distinct().ToListAsync(cancel)).Select(Calendars.Of)];
    }

    private Task AuditAsync(Actor actor, DateTime from, DateTime to, CancellationToken cancel) =>
        writer.WriteAsync<int>(actor, Permission.SeeOverview, session =>
        {
            session.Audit("Clock.Moved", "clock", new { At = from }, new { At = to });
            return Task.FromResult<Outcome<int>>(1);
        }, cancel);
}
