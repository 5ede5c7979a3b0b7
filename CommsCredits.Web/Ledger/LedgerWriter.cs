using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>
/// The only code that writes. Every deed goes one way: its turn at the gate; an immediate transaction before the first read (R3.4); the pool's row, its lots; the pure decision; the
/// invariants; entries, notices and audit; commit; then open pages hear of it. Gateways and mail are never called in here.
/// </summary>
public sealed class LedgerWriter(Database database, WriteGate gate, TimeProvider clock, BalanceFeed feed, PostingNotices notices, Refusals refusals)
{
    /// <summary>The refusal of a deed after which an amount of the books would be larger than one can hold.</summary>
    public const string AmountOverflow = "AmountOverflow";

    /// <summary>
    /// A deed without an idempotency key of its own: a setting, a job's step, a batch whose rows carry their keys. Refused also as <see cref="AmountOverflow"/>; nothing is written then. Whose key was revoked or whose
    /// session ended since the deed began commits nothing: <see cref="ActorEndedException"/>.
    /// </summary>
    public async Task<Outcome<T>> WriteAsync<T>(Actor actor, Permission permission, Func<LedgerSession, Task<Outcome<T>>> deed, CancellationToken cancel)
    {
        refusals.Demand(actor, permission);
        LedgerChange change;
        Outcome<T> outcome;
        using (await gate.EnterAsync(cancel))
        {
            try
            {
                await using var db = database.Write(actor);
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                var session = await LoadAsync(db, actor, cancel);
                if (!await Standing.HoldsAsync(db, actor, permission, session.Now, cancel)) throw refusals.Ended(actor, permission);
                outcome = await deed(session);
                if (outcome.Refused is not null || outcome.IsReplay) return outcome;
                if (!session.IsAudited) throw new InvalidOperationException("A deed leaves an audit row (R14.4); this one left none and is not committed.");
                session.Flush();
                await notices.AddAsync(session, cancel);
                await NoteStateAsync(session, cancel);
                AuditTrail.Seal(db, session.PoolRow);
                await db.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
                change = new(actor.OrganizationId, session.HeadSequence);
            }
            catch (OverflowException)
            {
                return new Refused(AmountOverflow);
            }
        }
        feed.Announce(change);
        return outcome;
    }

    /// <summary>
    /// A wish with a key (R3.6). The same key and content is answered by <paramref name="replay"/> with what the first one posted; other content is refused as <c>KeyReused</c>
    /// with the field that differs.
    /// </summary>
    public Task<Outcome<T>> PostAsync<T>(Actor actor, Permission permission, string key, PostingContent content,
        Func<LedgerSession, byte[], Task<Outcome<T>>> deed, Func<LedgerSession, Posted, Task<T>> replay, CancellationToken cancel) =>
        WriteAsync<T>(actor, permission, async session =>
        {
            if (await session.Db.Postings.FirstOrDefaultAsync(p => p.Key == key, cancel) is { } known)
            {
                if (StoredJson.Read<PostingContent>(known.Content).FirstDifference(content) is { } field) return new Refused("KeyReused", field);
                return Outcome<T>.Replay(await replay(session, new(known.FirstSequence, known.LastSequence)));
            }
            var before = session.HeadSequence;
            var outcome = await deed(session, content.Hash());
            if (outcome.Refused is null && !outcome.IsReplay)
                session.Db.Postings.Add(new()
                {
                    OrganizationId = actor.OrganizationId, Key = key, Content = StoredJson.Write(content), Posted = session.Now,
                    FirstSequence = session.HeadSequence > before ? before + 1 : 0, LastSequence = session.HeadSequence > before ? session.HeadSequence : 0,
                });
            return outcome;
        }, cancel);

    /// <summary>A write that leaves its own trail gets a row for it: what it changed must not stand there untold.</summary>
    private static async Task NoteStateAsync(LedgerSession session, CancellationToken cancel)
    {
        if (!session.NotesState && !TrailState.IsChanged(session.Db)) return;
        if (await TrailState.NextAsync(session.Db, cancel) is not { } state) return;
        if (!session.Db.Audit.Local.Any(r => r.Sequence == 0)) session.Audit("Settings.Changed", "state");
        session.Db.Audit.Local.Last(r => r.Sequence == 0).State = state;
    }

    private async Task<LedgerSession> LoadAsync(CommsCreditsDb db, Actor actor, CancellationToken cancel)
    {
        var pool = await db.Pools.SingleOrDefaultAsync(cancel) ?? throw new InvalidOperationException($"There is no organization {actor.OrganizationId}.");
        var organization = await db.Organizations.SingleAsync(cancel);
        // As many as hold money, however many years the pool is old; a deed that needs others asks the session for them.
        var lots = await db.Lots.Where(l => l.Left > Money.Zero).ToListAsync(cancel);
        return new(db, actor, Instants.Cut(clock.GetUtcNow().UtcDateTime), organization, pool, lots);
    }
}
