using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>
/// Stores calls that were held back, in a write under way, as an import does: a row, and the charge under <c>call:{usage id}</c>, so that nothing is booked twice. The only place that knows how.
/// </summary>
internal sealed class Rebooking(LedgerSession session) : IDisposable
{
    private readonly Dictionary<Guid, CallRows> _rows = [];

    public void Book(CallExceptionRow held, CallRecord call, CallDecision decision, byte[] contentHash)
    {
        if (!_rows.TryGetValue(held.ImportId, out var rows)) _rows[held.ImportId] = rows = new(session.Db, session.Organization, held.ImportId);
        rows.Add(held.Line, call, decision, contentHash, decision is Booked charge ? Charge(call, charge, contentHash) : default);
    }

    /// <summary>The last step of the write.</summary>
    public void Finish()
    {
        foreach (var rows in _rows.Values) rows.WriteSums();
    }

    private ReadOnlySpan<LedgerEntry> Charge(CallRecord call, Booked charge, byte[] contentHash) =>
        session.Post(session.Pool.Draw(charge.Kind, charge.Charge, call.Start), CallCharge.Call + call.UsageId, CallCharge.Call + call.UsageId, contentHash);

    /// <summary>The calls of these ids that are stored already, as far as their content is compared.</summary>
    public static async Task<Dictionary<string, CallRecord>> StoredAsync(CommsCreditsDb db, IReadOnlyList<string> usageIds, CancellationToken cancel)
    {
        var stored = new Dictionary<string, CallRecord>(StringComparer.OrdinalIgnoreCase);
        foreach (var call in await db.CallsOf(usageIds).AsNoTracking().Select(CallRows.AsRecord).ToListAsync(cancel)) stored[call.UsageId] = call;
        return stored;
    }

    /// <summary>A correction of the booked charge, under a key of the exception's own: its reason is found by it (R3.6).</summary>
    public static void Correct(LedgerSession session, CallExceptionRow held, MendPlan plan, PostingContent content)
    {
        var key = CallCharge.KeyOf(held.UsageId, $"exception-{held.Id}");
        var first = session.HeadSequence + 1;
        session.Post(plan.Postings, plan.Reference, key, content.Hash());
        session.Db.Postings.Add(new()
        {
            OrganizationId = session.Organization.Id, Key = key, Content = StoredJson.Write(content), Posted = session.Now, FirstSequence = first, LastSequence = session.HeadSequence,
        });
    }

    public void Dispose()
    {
        foreach (var rows in _rows.Values) rows.Dispose();
    }
}
