using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>Mends a charge by further entries, with a reason and an actor (R3.7): undone whole, or booked at another amount (R4.7, R12.2).</summary>
public sealed class Corrections(LedgerWriter writer)
{
    /// <summary>The whole charge returns to the pool. Refused: <c>CallNotCharged</c>, <c>AlreadyCorrected</c>, <c>ReasonMissing</c>.</summary>
    public Task<Outcome<long>> CreditBackAsync(Actor actor, string usageId, string reason, CancellationToken cancel) =>
        MendAsync(actor, usageId, null, reason, cancel);

    /// <summary>The charge is undone and booked at another amount; zero only undoes it, under corrections.</summary>
    public Task<Outcome<long>> CorrectAsync(Actor actor, string usageId, Money amount, string reason, CancellationToken cancel) =>
        MendAsync(actor, usageId, amount, reason, cancel);

    private Task<Outcome<long>> MendAsync(Actor actor, string usageId, Money? amount, string reason, CancellationToken cancel)
    {
        var content = PostingContent.Of(("usageId", usageId), ("amount", amount?.ToString() ?? "credited back"), ("reason", reason));
        return writer.PostAsync<long>(actor, Permission.CorrectLedger, $"correction:{usageId}", content, async (session, hash) =>
        {
            if (string.IsNullOrWhiteSpace(reason)) return new Refused("ReasonMissing");
            var key = $"call:{usageId}";
            var (first, last) = await session.Db.CallsOf(usageId).Select(c => ValueTuple.Create(c.FirstEntry ?? 0, c.LastEntry ?? 0)).FirstOrDefaultAsync(cancel);
            var charge = first == 0 ? [] : (await session.Db.Entries.AsNoTracking().Where(e => e.Sequence >= first && e.Sequence <= last).OrderBy(e => e.Sequence).ToListAsync(cancel))
                .Select(e => new Posting(e.From, e.To, e.Amount, e.Kind, e.Effective)).ToList();
            if (charge.Count == 0) return new Refused("CallNotCharged", usageId);
            var start = charge.First(p => p.To.IsUsage).Effective;
            UsageKind kind = charge.First(p => p.To.IsUsage).To.UsageKind;
            var postings = amount is { } other ? session.Pool.Correct(charge, kind, other, start, session.Now) : session.Pool.CreditBack(charge, session.Now);
            session.Post(postings, key, $"correction:{usageId}", hash);
            session.Audit(amount is null ? "Call.CreditedBack" : "Call.Corrected", key, new { charged = charge.Where(p => p.To.IsUsage).Select(p => p.Amount).Total() }, new { amount, reason });
            return session.HeadSequence;
        }, (_, posted) => Task.FromResult(posted.LastSequence), cancel);
    }
}
