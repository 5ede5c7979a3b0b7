using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;

namespace CommsCredits.Web.Ledger;

/// <summary>What lots that ended still hold lapses (R4.4).</summary>
public static class LotExpiry
{
    /// <summary>Posts every expiry due in a write that is under way; closing a month calls this first (R12.3).</summary>
    public static async Task<Outcome<int>> ExpireAsync(LedgerSession session, CancellationToken cancel)
    {
        var due = session.Pool.ExpireDue(session.Now);
        foreach (var posting in due)
        {
            var lot = posting.From.LotNumber;
            var content = PostingContent.Of(("lot", lot.ToString(CultureInfo.InvariantCulture)), ("amount", posting.Amount.ToString()));
            session.Post([posting], $"lot:{lot}", $"expiry:{lot}:{session.HeadSequence + 1}", content.Hash());
            var lapsed = new LapsingLot(lot, posting.LapseDay!.Value, Money.Zero);
            await session.NotifyAsync(LapseNotices.Lapsed(session.Organization.Id, lapsed, posting.Amount, $"{session.HeadSequence}", session.Now), cancel);
            session.Audit("Lot.Lapsed", $"lot:{lot}", after: new { posting.Amount, posting.LapseDay });
        }
        return due.Count == 0 ? new Refused("NothingDue") : due.Count;
    }
}
