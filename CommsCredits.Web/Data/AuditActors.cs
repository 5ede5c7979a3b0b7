using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Who stands in the audit trail. The index is walked from actor to actor: each costs one step, however many rows they have.</summary>
internal static class AuditActors
{
    public static Task<List<string>> ReadAsync(CommsCreditsDb db, CancellationToken cancel) => db.Database.SqlQuery<string>($"""
        WITH RECURSIVE "Found"("Value") AS (
            SELECT MIN("ActorId") FROM "Audit" WHERE "OrganizationId" = {db.OrganizationId}
            UNION ALL
            SELECT (SELECT MIN("ActorId") FROM "Audit" WHERE "OrganizationId" = {db.OrganizationId} AND "ActorId" > "Found"."Value") FROM "Found" WHERE "Found"."Value" IS NOT NULL)
        SELECT "Value" FROM "Found" WHERE "Value" IS NOT NULL
        """).ToListAsync(cancel);
}
