using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>The minute pools with what is used of them: read once in a write, stored once, in its transaction (R9.2).</summary>
public static class MinuteBook
{
    public static async Task<MinutePools> ReadAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var pools = await db.MinutePools.AsNoTracking().OrderBy(p => p.ValidFrom).ToListAsync(cancel);
        if (pools.Count == 0) return MinutePools.None(organization.Calendar);
        var used = await db.MinuteUses.AsNoTracking().ToListAsync(cancel);
        return new(organization.Calendar, pools.Select(p => p.ToDomain()), used.Select(u => (u.PoolId, u.Period, u.Used)));
    }

    /// <summary>Stores what the calls of this write took, and tells where 80 or 100 % was reached (R13.1, R13.3).</summary>
    public static async Task StoreAsync(LedgerSession session, MinutePools minutes, CancellationToken cancel)
    {
        foreach (var use in minutes.Changes())
        {
            var row = await session.Db.MinuteUses.SingleOrDefaultAsync(u => u.PoolId == use.Pool.Id && u.Period == use.Period, cancel);
            if (row is null) session.Db.MinuteUses.Add(new() { OrganizationId = session.Organization.Id, PoolId = use.Pool.Id, Period = use.Period, Used = use.Used });
            else row.Used = use.Used;
            await session.NotifyAsync(MinutePoolNotices.Reached(session.Organization.Id, use, session.Now), cancel);
        }
    }
}
