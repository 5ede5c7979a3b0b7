using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Data;

/// <summary>What is asked when an organization is created; currency and zone are fixed from then on (R2.1).</summary>
/// <param name="IsGuided">A person goes through the steps of the set-up and says when it is finished; else it is from the first moment.</param>
public sealed record NewOrganization(Guid Id, Guid TenantId, string Name, string Currency, string ZoneId, DateOnly BooksBegin, Money TopUpMinimum, Money TopUpMaximum, bool IsGuided = false)
{
    public static readonly Money DefaultMinimum = Money.OfUnits(50);
    public static readonly Money DefaultMaximum = Money.OfUnits(5_000);
}

/// <summary>Makes an organization with an empty pool, whose chain begins with its id, currency and zone (R3.4).</summary>
public sealed class OrganizationSetup(Database database, TimeProvider clock)
{
    public async Task CreateAsync(NewOrganization asked, string actorId, CancellationToken cancel)
    {
        var now = Instants.Cut(clock.GetUtcNow().UtcDateTime);
        var currency = Currency.Of(asked.Currency);
        var plausible = ChargeLimits.DefaultFor(currency);
        var row = new OrganizationRow
        {
            Id = asked.Id, TenantId = asked.TenantId, Name = asked.Name, Currency = currency.Code, ZoneId = Calendars.Of(asked.ZoneId).Zone.Id,
            BooksBegin = asked.BooksBegin, TopUpMinimum = asked.TopUpMinimum, TopUpMaximum = asked.TopUpMaximum, SetUp = asked.IsGuided ? null : now,
            LargestCharge = plausible.PerCall, LargestMinute = plausible.PerMinute, LargestImports = ChargeLimits.DefaultImportsFor(currency),
        };
        await using var db = database.Server();
        db.OrganizationId = asked.Id;
        db.Organizations.Add(row);
        var pool = new PoolRow { OrganizationId = asked.Id, HeadSequence = 0, HeadHash = EntryHash.Origin(row.ToDomain()), LastPosted = DateTime.UnixEpoch, Overdraft = Money.Zero, LastLot = 0 };
        db.Pools.Add(pool);
        db.Audit.Add(new() { OrganizationId = asked.Id, At = now, ActorId = actorId, Action = "Organization.Created", Subject = $"organization:{asked.Id}", After = StoredJson.Write(asked) });
        AuditTrail.Seal(db, pool);
        await db.SaveChangesAsync(cancel);
    }
}
