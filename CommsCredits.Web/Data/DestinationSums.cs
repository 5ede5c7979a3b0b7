using System.Runtime.InteropServices;
using CommsCredits.Domain;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Where charged calls went: a country, how many calls, what they cost when they were booked.</summary>
public sealed record DestinationSum(string Country, int Calls, Money Amount);

/// <summary>
/// Charged calls added up by local day and destination, with the largest charge of each, kept beside them in the same transaction, so that Overview reads some hundred rows however many calls there
/// were; the deck's "Brazil - Mobile" and "Brazil - Fixed" are shown as one country. They follow from the calls alone: <c>check</c> compares them.
/// </summary>
public sealed class DestinationSums(LocalCalendar calendar)
{
    private const string Sql =
        """
        INSERT INTO "DestinationSums" ("OrganizationId", "Day", "Destination", "Calls", "Amount", "Largest") VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET "Calls" = "Calls" + excluded."Calls", "Amount" = "Amount" + excluded."Amount", "Largest" = MAX("Largest", excluded."Largest")
        """;

    /// <summary>Of a call that says no destination.</summary>
    private const string Unnamed = "";

    private readonly Dictionary<(DateOnly Day, string Destination), (int Calls, Money Amount, Money Largest)> _sums = [];
    private readonly DayFinder _days = new(calendar);

    /// <summary>Where the money of these days went, the most expensive country first; calls that say no destination are left out.</summary>
    public static async Task<IReadOnlyList<DestinationSum>> BetweenAsync(CommsCreditsDb db, DateOnly first, DateOnly last, int most, CancellationToken cancel)
    {
        var sums = await db.DestinationSums.AsNoTracking().Where(s => s.Day >= first && s.Day <= last && s.Destination != Unnamed).ToListAsync(cancel);
        return [.. sums.GroupBy(s => Countries.Of(s.Destination)).Select(g => new DestinationSum(g.Key, g.Sum(s => s.Calls), g.Select(s => s.Amount).Total()))
            .OrderByDescending(d => d.Amount).ThenBy(d => d.Country, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>The largest charge of one call since a local day; zero where nothing was charged.</summary>
    public static async Task<Money> LargestSinceAsync(CommsCreditsDb db, DateOnly first, CancellationToken cancel) =>
        await db.DestinationSums.Where(s => s.Day >= first).OrderByDescending(s => s.Largest).Select(s => s.Largest).FirstOrDefaultAsync(cancel);

    /// <summary>The sums that the organization's calls give, on the open connection of the context and in its transaction.</summary>
    public static DestinationSums OfCalls(CommsCreditsDb db, Organization organization)
    {
        var sums = new DestinationSums(organization.Calendar);
        using var calls = new RawStatement(db, """SELECT "Start", "DestinationName", "Charge" FROM "Calls" WHERE "OrganizationId" = ? AND "Charge" > 0""");
        calls.Bind(0, db.OrganizationId);
        while (calls.Step()) sums.Add(Instants.OfMicros(calls.Integer(0)), calls.IsNull(1) ? null : calls.Text(1), new(calls.Integer(2)));
        return sums;
    }

    /// <summary>A call that was booked; one that costs nothing is not counted.</summary>
    public void Add(DateTime start, string? destination, Money charge)
    {
        if (!charge.IsPositive) return;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (_days.DayOf(start), destination ?? Unnamed), out _);
        sum = (sum.Calls + 1, sum.Amount + charge, Money.Max(sum.Largest, charge));
    }

    /// <summary>The first day of which other sums are stored than these; null where they agree.</summary>
    public async Task<DateOnly?> DifferAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        var stored = (await db.DestinationSums.AsNoTracking().ToListAsync(cancel)).Select(s => (s.Day, s.Destination, s.Calls, s.Amount, s.Largest)).ToHashSet();
        var derived = _sums.Select(s => (s.Key.Day, s.Key.Destination, s.Value.Calls, s.Value.Amount, s.Value.Largest)).ToHashSet();
        stored.SymmetricExceptWith(derived);
        return stored.Count == 0 ? null : stored.Min(s => s.Day);
    }

    /// <summary>Writes what was added, in the transaction of the context.</summary>
    internal void Write(CommsCreditsDb db)
    {
        if (_sums.Count == 0) return;
        using var upsert = new RawStatement(db, Sql);
        upsert.Bind(0, db.OrganizationId);
        foreach (var ((day, destination), (calls, amount, largest)) in _sums)
        {
            upsert.Bind(1, day);
            upsert.BindText(2, destination);
            upsert.Bind(3, calls);
            upsert.Bind(4, amount.Micros);
            upsert.Bind(5, largest.Micros);
            upsert.Execute();
        }
        _sums.Clear();
    }

    /// <summary>Makes the sums of an organization anew from its calls, in the transaction of the context.</summary>
    internal static async Task RebuildAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        await db.DestinationSums.ExecuteDeleteAsync(cancel);
        OfCalls(db, organization).Write(db);
    }
}
