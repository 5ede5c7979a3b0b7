using CommsCredits.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Outgoing calls of one user to one destination, on one licence: whole minutes and what was charged.</summary>
/// <param name="Kind">A name of <c>UsageKind</c>; null for calls that cost nothing.</param>
public sealed record UserCallSum(string PersonId, string? PersonName, string? Kind, string Capability, string? Destination, int Minutes, Money Charge);

/// <summary>Sums of a span by user; made by the database, because a month has more calls than a page needs rows.</summary>
internal static class UserCalls
{
    private const string Sums =
        """
        SELECT "PersonId", MAX("PersonName") AS "PersonName", "Kind", "Capability", "DestinationName" AS "Destination", SUM(("Seconds" + 59) / 60) AS "Minutes", SUM("Charge") AS "Micros" FROM "Calls"
        WHERE "OrganizationId" = @organization AND "Start" >= @from AND "Start" < @to AND "State" <> 'BeforeBooks' AND "PersonId" IS NOT NULL AND "PersonId" <> '' AND "CallType" LIKE 'user_out%'
        GROUP BY "PersonId", "Kind", "Capability", "DestinationName"
        """;

    /// <param name="to">Exclusive.</param>
    public static async Task<IReadOnlyList<UserCallSum>> ReadAsync(CommsCreditsDb db, DateTime from, DateTime to, CancellationToken cancel) =>
        [.. (await db.Database.SqlQueryRaw<Row>(Sums, Parameter("organization", db.OrganizationId), Parameter("from", Instants.ToMicros(from)), Parameter("to", Instants.ToMicros(to))).ToListAsync(cancel))
            .Select(r => new UserCallSum(r.PersonId, r.PersonName, r.Kind, r.Capability, r.Destination, r.Minutes, new(r.Micros)))];

    private static SqliteParameter Parameter(string name, object value) => new("@" + name, value);

    private sealed record Row(string PersonId, string? PersonName, string? Kind, string Capability, string? Destination, int Minutes, long Micros);
}
