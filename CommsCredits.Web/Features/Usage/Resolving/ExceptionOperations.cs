using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>
/// Works exceptions off (R9.7), one or all alike, in batches that hold the writer shortly. What is resolved is not looked at again: a second press, or a second person, finds nothing to do.
/// </summary>
public sealed class ExceptionOperations(LedgerWriter writer, Database database, Classifiers classifiers)
{
    /// <summary>How long a batch may hold the writer; the next one is made larger or smaller to come near it.</summary>
    private static readonly TimeSpan s_batchTime = TimeSpan.FromMilliseconds(40);
    private const int SmallestBatch = 10, LargestBatch = 200, FirstBatch = 25;

    /// <summary>Classifies again by today's decks and mappings, and books what can be booked now. The reason is that of a mapping just made; null where the cause speaks for itself. Refused: <c>ReasonMissing</c>, <c>ReasonTooLong</c>.</summary>
    public async Task<Outcome<Resolved>> RebookAsync(Actor actor, ExceptionChoice choice, CancellationToken cancel, string? reason = null)
    {
        actor.Demand(Permission.ImportUsage);
        if (reason is not null && Corrections.Refuse(reason.Trim()) is { } why) return why;
        return await InBatchesAsync(actor, Permission.ImportUsage, choice, reason?.Trim(), "Exceptions.Rebooked", (batch, row) =>
        {
            batch.Rebook(row);
            return Task.CompletedTask;
        }, cancel);
    }

    /// <summary>
    /// Resolves as a person decided. A correction of a booked charge, and a charge that is more than plausible (R9.11), demand <c>CorrectLedger</c>, all else <c>ImportUsage</c> (R14.3). Refused: <c>ReasonMissing</c>, <c>ReasonTooLong</c>; <c>NotPositive</c> or
    /// <c>NegativeAmount</c>; <c>NoSuchVerdict</c> where the decision does not fit the cause.
    /// </summary>
    public async Task<Outcome<Resolved>> DecideAsync(Actor actor, ExceptionChoice choice, Verdict verdict, string? reason, CancellationToken cancel)
    {
        reason = reason?.Trim() ?? "";
        var permission = verdict is TakeNew || choice.Code == ExceptionReason.ImplausibleCharge && (verdict is Accept || !actor.May(Permission.ImportUsage)) ? Permission.CorrectLedger : Permission.ImportUsage;
        actor.Demand(permission);
        if (Refuse(choice, verdict, reason) is { } why) return why;
        return await InBatchesAsync(actor, permission, choice, reason, "Exceptions.Decided", async (batch, row) =>
        {
            if (verdict is TakeNew taken) await batch.TakeNewAsync(row, taken.Amount, cancel);
            else if (verdict is Accept accepted) batch.Accept(row, accepted);
            else batch.Resolve(row, verdict is KeepBooked ? ExceptionResolution.Kept : ExceptionResolution.Dismissed);
        }, cancel, verdict);
    }

    private static Refused? Refuse(ExceptionChoice choice, Verdict verdict, string reason)
    {
        if (Corrections.Refuse(reason) is { } why) return why;
        if ((verdict is KeepBooked or TakeNew) != (choice.Code == ExceptionReason.ChangedSinceBooked)) return new("NoSuchVerdict");
        if (verdict is Accept { Amount: { IsPositive: false } }) return new("NotPositive");
        return verdict is TakeNew { Amount: { IsNegative: true } } ? new("NegativeAmount") : null;
    }

    private async Task<Outcome<Resolved>> InBatchesAsync(
        Actor actor, Permission permission, ExceptionChoice choice, string? reason, string action, Func<ExceptionBatch, CallExceptionRow, Task> each, CancellationToken cancel, Verdict? verdict = null)
    {
        actor.Demand(permission);
        var (result, size) = (Resolved.Nothing, FirstBatch);
        var ids = await AlikeAsync(actor, choice, cancel);
        for (var at = 0; at < ids.Count;)
        {
            var part = ids.GetRange(at, Math.Min(size, ids.Count - at));
            at += part.Count;
            var start = 0L;
            var outcome = await writer.WriteAsync<Resolved>(actor, permission, async session =>
            {
                start = Stopwatch.GetTimestamp();
                var rows = await session.Db.CallExceptions.Where(e => part.Contains(e.Id) && e.Resolved == null && e.Code == choice.Code).OrderBy(e => e.Id).ToListAsync(cancel);
                if (rows.Count == 0) return new Refused("NothingWaits");
                await session.ReachAsync(DateTime.MinValue, cancel);
                using var batch = new ExceptionBatch(session, await classifiers.ReadAsync(session.Db, session.Organization, cancel), await MinuteBook.ReadAsync(session.Db, session.Organization, cancel),
                    await Rebooking.StoredAsync(session.Db, [.. rows.Select(r => r.UsageId).Distinct(StringComparer.OrdinalIgnoreCase)], cancel), reason);
                foreach (var row in rows) await each(batch, row);
                await batch.FinishAsync(cancel);
                session.Audit(action, choice.Id is { } id ? $"exception:{id}" : $"exceptions:{choice.Code}", new { waiting = rows.Select(r => r.Id) },
                    new { resolved = rows.Where(r => r.Resolved is not null).GroupBy(r => r.Resolution).ToDictionary(g => g.Key!.Value, g => g.Select(r => r.Id)), verdict = verdict is null ? null : Named(verdict), reason });
                return batch.Result;
            }, cancel);
            if (outcome.Value is { } more) result = result.And(more);
            var ideal = size * s_batchTime / Stopwatch.GetElapsedTime(start);
            size = Math.Clamp((int)Math.Min(ideal, LargestBatch), Math.Max(SmallestBatch, size / 2), Math.Min(LargestBatch, size * 2));
        }
        return result;
    }

    /// <summary>Looked for outside the writer's turn; each write looks again whether they still wait.</summary>
    private async Task<List<long>> AlikeAsync(Actor actor, ExceptionChoice choice, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        return await ExceptionGroups.Alike(db, choice.Code, choice.Key).Where(e => choice.Id == null || e.Id == choice.Id).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(cancel);
    }

    private static object Named(Verdict verdict) => new { verdict.GetType().Name, Terms = (object)verdict };
}
