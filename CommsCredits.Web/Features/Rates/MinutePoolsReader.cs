using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Rates;

/// <summary>A pool with its state now, or in the month asked for.</summary>
/// <param name="EndedWith">The pool whose end ended it too (R9.3).</param>
public sealed record PoolLine(MinutePool Pool, int Used, int Left, bool IsOpen, string? EndedWith);

public sealed record PoolList(Organization Organization, Month Month, IReadOnlyList<PoolLine> Pools);

/// <summary>The minute pools and what calls have taken of them this month.</summary>
public sealed class MinutePoolsReader(Database database, TimeProvider clock)
{
    public async Task<PoolList> ListAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRates);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var now = Instants.Cut(clock.GetUtcNow().UtcDateTime);
        var rows = await db.MinutePools.OrderBy(p => p.Name).ToListAsync(cancel);
        var minutes = await MinuteBook.ReadAsync(db, organization, cancel);
        return new(organization, organization.Calendar.MonthOf(now), [.. rows.Select(r => r.ToDomain()).Select(pool =>
            new PoolLine(pool, minutes.Used(pool, now), minutes.Left(pool, now), minutes.IsOpen(pool, now), minutes.EndedWith(pool, now)?.Name))]);
    }
}
