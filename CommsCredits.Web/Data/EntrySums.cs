using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>What moved between two books in one hour, by effective time.</summary>
public sealed record EntrySum(DateTime At, Book From, Book To, EntryKind Kind, Money Amount)
{
    /// <summary>What it did to the pool's balance; money between a lot and the overdraft stays in the pool.</summary>
    public Money Change => From.IsPool == To.IsPool ? Money.Zero : To.IsPool ? Amount : -Amount;

    /// <summary>The local day it belongs to: an expiry to the lot's last usable day, at whose end it stands.</summary>
    public DateOnly DayIn(LocalCalendar calendar) =>
        Kind is EntryKind.Expiry or EntryKind.ExpiryReversal ? calendar.DayOf(At).AddDays(-1) : calendar.DayOf(At);
}

/// <summary>
/// Entries added up in the database by the hour (by the minute where the zone is no whole number of hours from UTC), so that a page of days need not read a month of calls.
/// </summary>
public static class EntrySums
{
    /// <summary>Everything effective from an instant on that was booked in its month or later.</summary>
    public static async Task<IReadOnlyList<EntrySum>> SinceAsync(CommsCreditsDb db, LocalCalendar calendar, DateTime from, CancellationToken cancel)
    {
        var (organization, month) = (db.OrganizationId, calendar.MonthOf(from).ToString());
        var digits = IsWholeHours(calendar.Zone, from) ? 13 : 16;
        var sums = await db.Database.SqlQuery<Row>($"""
            SELECT substr("Effective", 1, {digits}) AS "At", "From", "To", "Kind", SUM("Amount") AS "Amount"
            FROM "Entries" WHERE "OrganizationId" = {organization} AND "BookingMonth" >= {month} AND "Effective" >= {from} GROUP BY 1, 2, 3, 4
            """).ToListAsync(cancel);
        return [.. sums.Select(s => new EntrySum(Parse(s.At), Book.Parse(s.From), Book.Parse(s.To), Enum.Parse<EntryKind>(s.Kind), new(s.Amount)))];
    }

    private static DateTime Parse(string at) => DateTime.ParseExact(at, ["yyyy-MM-dd HH", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static bool IsWholeHours(TimeZoneInfo zone, DateTime from) =>
        Enumerable.Range(0, 400).All(day => zone.GetUtcOffset(from.AddDays(day)).Minutes == 0);

    private sealed record Row(string At, string From, string To, string Kind, long Amount);
}
