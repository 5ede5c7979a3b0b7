using System.Collections.Concurrent;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Jobs;

/// <summary>
/// Takes names and numbers out of calls that are older than the organization keeps them, once a day. Months that are still open keep theirs, so that whoever looks into a charge before it is final finds
/// everything. The ledger stays (R12.4).
/// </summary>
public sealed class ForgetCalls(Database database, LedgerWriter writer, TimeProvider clock) : IJob
{
    private readonly ConcurrentDictionary<Guid, DateOnly> _done = new();

    public string Name => "forget-calls";

    public async Task RunAsync(Guid organizationId, CancellationToken cancel)
    {
        var actor = Actor.Job(organizationId, Name);
        if (await BeforeAsync(actor, cancel) is not { } due || _done.GetValueOrDefault(organizationId) == due.Today) return;
        var calls = 0;
        while (await WriteAsync(actor, session => CallDetail.ForgetBeforeAsync(session.Db, due.Before, cancel), cancel) is > 0 and var some) calls += some;
        var lines = await WriteAsync(actor, session => CallDetail.ForgetLinesAsync(session.Db, due.Before, cancel), cancel);
        var names = calls == 0 ? 0 : await WriteAsync(actor, session => CallDetail.ForgetNamesAsync(session.Db, cancel), cancel);
        if (calls + lines + names > 0) await TellAsync(actor, new { due.Before, calls, lines, names }, cancel);
        _done[organizationId] = due.Today;
    }

    /// <summary>The first instant that is kept; null where everything is.</summary>
    private async Task<(DateTime Before, DateOnly Today)?> BeforeAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        var row = await db.Organizations.SingleAsync(cancel);
        if (row.KeepCallsMonths is not { } months) return null;
        var calendar = row.ToDomain().Calendar;
        var today = calendar.DayOf(clock.GetUtcNow().UtcDateTime);
        var first = Month.Of(today.AddMonths(-months));
        var open = await db.Pools.Select(p => p.LastClosed).SingleAsync(cancel) is { } closed ? closed.Next : Month.Of(row.BooksBegin);
        return (calendar.StartOf((first < open ? first : open).FirstDay), today);
    }

    private async Task<int> WriteAsync(Actor actor, Func<LedgerSession, Task<int>> deed, CancellationToken cancel) =>
        (await writer.WriteAsync<int>(actor, Permission.ImportUsage, async session =>
        {
            session.LeavesItsOwnTrail();
            return await deed(session);
        }, cancel)).Value;

    private Task TellAsync(Actor actor, object what, CancellationToken cancel) => writer.WriteAsync<int>(actor, Permission.ImportUsage, session =>
    {
        session.Audit("Call.Erased", "calls", after: what);
        return Task.FromResult<Outcome<int>>(1);
    }, cancel);
}
