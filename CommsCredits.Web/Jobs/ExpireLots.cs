using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Jobs;

/// <summary>Lots that ended and still hold money lapse (R4.4). Until it has run nobody could have spent them anyway.</summary>
public sealed class ExpireLots(Database database, LedgerWriter writer, TimeProvider clock) : IJob
{
    public string Name => "expire-lots";

    public async Task RunAsync(Guid organizationId, CancellationToken cancel)
    {
        var actor = Actor.Job(organizationId, Name);
        if (!await IsDueAsync(actor, cancel)) return;
        await writer.WriteAsync<int>(actor, Permission.SeeLedger, session => ExpireAsync(session, cancel), cancel);
    }

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

    private async Task<bool> IsDueAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeLedger);
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Lots.AnyAsync(l => l.End <= now && l.Left > Money.Zero, cancel);
    }
}
