using CommsCredits.Domain;
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
        await writer.WriteAsync<int>(actor, Permission.SeeLedger, session => LotExpiry.ExpireAsync(session, cancel), cancel);
    }

    private async Task<bool> IsDueAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeLedger);
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Lots.AnyAsync(l => l.End <= now && l.Left > Money.Zero, cancel);
    }
}
