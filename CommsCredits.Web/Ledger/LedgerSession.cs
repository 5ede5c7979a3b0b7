using System.Runtime.InteropServices;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>
/// One write: the organization's pool as the transaction found it, and what the deed does to it. Made and committed by <see cref="LedgerWriter"/>; an operation
/// changes rows through <see cref="Db"/>, posts decisions of <see cref="Pool"/>, and leaves at least one audit row, or the writer refuses to commit.
/// </summary>
public sealed class LedgerSession
{
    private readonly PoolRow _poolRow;
    private readonly Dictionary<int, LotRow> _lotRows;
    private readonly LedgerChain _chain;
    private readonly List<LedgerEntry> _entries = [];

    internal LedgerSession(CommsCreditsDb db, Actor actor, DateTime now, OrganizationRow organizationRow, PoolRow poolRow, List<LotRow> lotRows)
    {
        (Db, Actor, Now, OrganizationRow, _poolRow) = (db, actor, now, organizationRow, poolRow);
        Organization = organizationRow.ToDomain();
        _lotRows = lotRows.ToDictionary(l => l.Number);
        // A lot that hasn't ended and holds nothing pays nobody; one that has ended and holds nothing pays late usage alone.
        Pool = poolRow.ToDomain(lotRows, Organization, knowsFrom: now);
        _chain = new(poolRow.HeadSequence, poolRow.HeadHash, poolRow.LastPosted, new(Organization, poolRow.LastClosed));
    }

    public CommsCreditsDb Db { get; }
    public Actor Actor { get; }

    /// <summary>The instant of this write, cut to microseconds.</summary>
    public DateTime Now { get; }
    public Organization Organization { get; }
    public OrganizationRow OrganizationRow { get; }
    public CreditPool Pool { get; }
    /// <summary>The newest row of the audit trail before this write.</summary>
    public TrailHead Trail => new(_poolRow.AuditSequence, Convert.ToHexString(_poolRow.AuditHash));
    public Month? LastClosed => _poolRow.LastClosed;
    public long HeadSequence => _chain.Sequence;
    public string HeadHash => Convert.ToHexString(_chain.Hash);
    public Money UsableNow => Pool.UsableBalance(Now);
    internal bool IsAudited { get; private set; }
    internal PoolRow PoolRow => _poolRow;

    /// <summary>What was posted in this write, by kind.</summary>
    internal HashSet<EntryKind> PostedKinds { get; } = [];

    /// <summary>Why the recharge rule is to be looked at after this write (R7.2); null leaves it to what was posted.</summary>
    public RechargeCause? LookBecause { get; set; }

    /// <summary>This write notes what stands beside the ledger, also where it changes nothing of it, if the trail says nothing yet.</summary>
    public bool NotesState { get; set; }

    /// <summary>What this write charged without a person's look (R7.9).</summary>
    public Money Imported { get; set; }

    /// <summary>
    /// Reads the lots that ended and hold nothing, but may pay late usage from an instant on (R4.5). A batch asks for its earliest call; most batches need none. <see cref="DateTime.MinValue"/> reads every lot:
    /// what undoes a charge may need any.
    /// </summary>
    public async Task ReachAsync(DateTime from, CancellationToken cancel)
    {
        if (from >= Pool.KnowsFrom) return;
        var lots = from == DateTime.MinValue ? Db.Lots : Db.Lots.Where(l => l.End > from && l.Lapsed > Money.Zero);
        var rows = (await lots.ToListAsync(cancel)).Where(l => !_lotRows.ContainsKey(l.Number)).ToList();
        foreach (var row in rows) _lotRows[row.Number] = row;
        Pool.Include(rows.Select(r => r.ToDomain()), from);
    }

    /// <summary>The number of the next lot; taken when it is asked for.</summary>
    public int TakeLotNumber() => ++_poolRow.LastLot;

    /// <summary>Makes entries of what the pool decided. The postings have changed <see cref="Pool"/> already.</summary>
    /// <returns>The entries made, to be looked at before the session does anything else.</returns>
    public ReadOnlySpan<LedgerEntry> Post(IReadOnlyList<Posting> postings, string reference, string key, byte[] contentHash)
    {
        var first = _entries.Count;
        foreach (var posting in postings)
        {
            _entries.Add(_chain.Append(posting, Now, reference, key, contentHash, Actor.Id));
            PostedKinds.Add(posting.Kind);
        }
        return CollectionsMarshal.AsSpan(_entries)[first..];
    }

    /// <summary>Puts a notice into the outbox, in this transaction (R13.3). The same key again is the same notice and is not written twice (R13.2).</summary>
    public async Task NotifyAsync(Notice? notice, CancellationToken cancel)
    {
        if (notice is null || Db.Notices.Local.Any(n => n.Key == notice.Key) || await Db.Notices.AnyAsync(n => n.Key == notice.Key, cancel)) return;
        Db.Notices.Add(new() { OrganizationId = Organization.Id, Kind = notice.Kind, Key = notice.Key, Created = notice.Created, Figures = StoredJson.Write(notice.Figures) });
    }

    /// <summary>A deed whose own row is its trail: a stored decision of the rule, a notice marked as sent.</summary>
    public void LeavesItsOwnTrail() => IsAudited = true;

    /// <summary>The row of the audit trail that every deed leaves (R14.4). Before and after are stored as JSON.</summary>
    public void Audit(string action, string subject, object? before = null, object? after = null) => Audit(Actor.Id, Actor.From, action, subject, before, after);

    /// <summary>What somebody else did, who could not write it: a demand that was refused.</summary>
    internal void AuditOther(string actorId, string? from, string action, string subject, object after) => Audit(actorId, from, action, subject, null, after);

    private void Audit(string actorId, string? from, string action, string subject, object? before, object? after)
    {
        IsAudited = true;
        Db.Audit.Add(new()
        {
            OrganizationId = Organization.Id, At = Now, ActorId = actorId, From = from, Action = action, Subject = subject,
            Before = before is null ? null : StoredJson.Write(before), After = after is null ? null : StoredJson.Write(after),
        });
    }

    /// <summary>Closes the month after the last closed one; the caller has made its snapshot.</summary>
    public void MarkClosed(Month month)
    {
        if (_poolRow.LastClosed is { } last && month != last.Next) throw new InvalidOperationException($"Months close in order (R12.3): {month} does not follow {last}.");
        _poolRow.LastClosed = month;
    }

    /// <summary>Writes the entries posted so far into the transaction, for a deed that reads the books again before it ends.</summary>
    public void WriteEntries()
    {
        if (_entries.Count == 0) return;
        BulkWriter.InsertEntries(Db, Organization.Id, _entries);
        EntrySums.Add(Db, Organization.Calendar, _entries);
        _entries.Clear();
    }

    /// <summary>Moves what was decided into rows: the last step before the commit.</summary>
    internal void Flush()
    {
        Pool.AssertSound(Now);
        WriteEntries();
        foreach (var lot in Pool.Lots)
        {
            if (_lotRows.TryGetValue(lot.Number, out var row)) row.Take(lot);
            else Db.Lots.Add(LotRow.Of(Organization.Id, lot));
        }
        (_poolRow.HeadSequence, _poolRow.HeadHash, _poolRow.LastPosted) = (_chain.Sequence, _chain.Hash, _chain.LastPosted);
        (_poolRow.Overdraft, _poolRow.LatestOwed, _poolRow.TakenOver) = (Pool.Overdraft, Pool.LatestOwed, Pool.TakenOver);
    }
}
