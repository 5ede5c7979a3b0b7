using System.Runtime.InteropServices;
using CommsCredits.Domain;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Where charged calls went: a country, how many calls, what they cost when they were booked.</summary>
public sealed record DestinationSum(string Country, int Calls, Money Amount);

/// <summary>Charged calls added up by local day and destination, kept beside them in the same transaction; the deck's "Brazil - Mobile" and "Brazil - Fixed" are shown as one country.</summary>
public sealed class DestinationSums(LocalCalendar calendar)
{
    private const string Sql =
        """
        INSERT INTO "DestinationSums" ("OrganizationId", "Day", "Destination", "Calls", "Amount") VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET "Calls" = "Calls" + excluded."Calls", "Amount" = "Amount" + excluded."Amount"
        """;

    private readonly Dictionary<(DateOnly Day, string Destination), (int Calls, Money Amount)> _sums = [];
    private readonly DayFinder _days = new(calendar);

    public static async Task<IReadOnlyList<DestinationSum>> BetweenAsync(CommsCreditsDb db, DateOnly first, DateOnly last, int most, CancellationToken cancel)
    {
        var sums = await db.DestinationSums.AsNoTracking().Where(s => s.Day >= first && s.Day <= last).ToListAsync(cancel);
        return [.. sums.GroupBy(s => Countries.Of(s.Destination)).Select(g => new DestinationSum(g.Key, g.Sum(s => s.Calls), g.Select(s => s.Amount).Total()))
            .OrderByDescending(d => d.Amount).ThenBy(d => d.Country, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>A call that was booked. One that says no destination, or costs nothing, is not counted.</summary>
    public void Add(DateTime start, string? destination, Money charge)
    {
        if (string.IsNullOrEmpty(destination) || !charge.IsPositive) return;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (_days.DayOf(start), destination), out _);
        sum = (sum.Calls + 1, sum.Amount + charge);
    }

    /// <summary>Writes what was added, in the transaction of the context.</summary>
    internal void Write(CommsCreditsDb db)
    {
        if (_sums.Count == 0) return;
        using var upsert = new RawStatement(db, Sql);
        upsert.Bind(0, db.OrganizationId);
        foreach (var ((day, destination), (calls, amount)) in _sums)
        {
            upsert.Bind(1, day);
            upsert.BindText(2, destination);
            upsert.Bind(3, calls);
            upsert.Bind(4, amount.Micros);
            upsert.Execute();
        }
        _sums.Clear();
    }

    /// <summary>Makes the sums of an organization anew from its calls, in the transaction of the context.</summary>
    internal static async Task RebuildAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        await db.DestinationSums.ExecuteDeleteAsync(cancel);
        var sums = new DestinationSums(organization.Calendar);
        await foreach (var call in db.Calls.AsNoTracking().Where(c => c.Charge > Money.Zero).Select(c => new { c.Start, c.DestinationName, c.Charge }).AsAsyncEnumerable().WithCancellation(cancel))
            sums.Add(call.Start, call.DestinationName, call.Charge);
        sums.Write(db);
    }
}
