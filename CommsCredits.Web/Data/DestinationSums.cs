using CommsCredits.Domain;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Where charged calls went: a country, how many calls, what they cost when they were booked.</summary>
public sealed record DestinationSum(string Country, int Calls, Money Amount);

/// <summary>Adds calls up by destination in the database; the deck's "Brazil - Mobile" and "Brazil - Fixed" are one country.</summary>
public static class DestinationSums
{
    public static async Task<IReadOnlyList<DestinationSum>> BetweenAsync(CommsCreditsDb db, DateTime from, DateTime to, int most, CancellationToken cancel)
    {
        var organization = db.OrganizationId;
        var sums = await db.Database.SqlQuery<Row>($"""
            SELECT "DestinationName" AS "Name", COUNT(*) AS "Calls", SUM("Charge") AS "Amount" FROM "Calls"
            WHERE "OrganizationId" = {organization} AND "Start" >= {from} AND "Start" < {to} AND "Charge" > 0 AND "DestinationName" <> '' GROUP BY 1
            """).ToListAsync(cancel);
        return [.. sums.GroupBy(s => Countries.Of(s.Name)).Select(g => new DestinationSum(g.Key, g.Sum(s => s.Calls), g.Select(s => new Money(s.Amount)).Total()))
            .OrderByDescending(d => d.Amount).ThenBy(d => d.Country, StringComparer.Ordinal).Take(most)];
    }

    private sealed record Row(string Name, int Calls, long Amount);
}
