using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Rates;

/// <summary>Defines minute pools (R9.2, R9.3). A change counts from the next call that is booked; nothing booked is rated again.</summary>
public sealed class MinutePoolOperations(LedgerWriter writer)
{
    public const int MostPools = 50;

    /// <summary>Adds the pool, or changes the one with its id. Refused: what <see cref="MinutePool.Validate"/> says; <c>PoolNameTaken</c>; <c>PoolsTooMany</c> (the limit).</summary>
    public Task<Outcome<MinutePool>> SaveAsync(Actor actor, MinutePool pool, CancellationToken cancel) =>
        writer.WriteAsync<MinutePool>(actor, Permission.ChangeRates, async session =>
        {
            if (pool.Validate() is [var (_, why), ..]) return why;
            var rows = await session.Db.MinutePools.ToListAsync(cancel);
            if (rows.Exists(r => r.Id != pool.Id && string.Equals(r.Name, pool.Name, StringComparison.OrdinalIgnoreCase))) return new Refused("PoolNameTaken");
            var row = rows.Find(r => r.Id == pool.Id);
            if (row is null && rows.Count == MostPools) return new Refused("PoolsTooMany", MostPools);
            session.Audit(row is null ? "MinutePool.Added" : "MinutePool.Changed", $"pool:{pool.Id}", row?.ToDomain(), pool);
            if (row is null) session.Db.MinutePools.Add(MinutePoolRow.Of(session.Organization.Id, pool));
            else row.Take(pool);
            return pool;
        }, cancel);
}
