using CommsCredits.Domain;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// Opens one context an operation. The actor is the way in: readers demand a permission here, and what they read is filtered to the actor's organization (R14.1).
/// </summary>
public sealed class Database(IDbContextFactory<CommsCreditsDb> contexts, Refusals refusals, DatabaseFile? file = null)
{
    /// <summary>For a reader: demands the permission first; tracks nothing.</summary>
    public CommsCreditsDb Read(Actor actor, Permission permission)
    {
        refusals.Demand(actor, permission);
        var db = Server();
        db.OrganizationId = actor.OrganizationId;
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>For <c>LedgerWriter</c> alone, which demands and audits.</summary>
    internal CommsCreditsDb Write(Actor actor)
    {
        var db = Server();
        db.OrganizationId = actor.OrganizationId;
        return db;
    }

    /// <summary>For the server itself, before there is an actor: which organizations there are, whose tenant this is, what the clock says. Filters are off where the query says so.</summary>
    internal CommsCreditsDb Server()
    {
        file?.Demand();
        return contexts.CreateDbContext();
    }

    /// <summary>Before money is asked for: throws <see cref="DatabaseLostException"/> where it couldn't be booked any more.</summary>
    internal void DemandFile() => file?.Demand();

    /// <summary>Moves what is committed from the write-ahead log into the database while nobody waits for it: between the batches of an import, so that no commit has to.</summary>
    internal async Task MoveLogAsync(CancellationToken cancel)
    {
        await using var db = Server();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(PASSIVE)", cancel);
    }
}
