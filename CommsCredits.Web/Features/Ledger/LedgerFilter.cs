using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>The booking months of an export, both inclusive; null leaves that side open.</summary>
public sealed record MonthBounds(Month? From, Month? To);

/// <summary>Which entries are asked for; null leaves a condition out. Days are the organization's, both included, of the effective time.</summary>
public sealed record LedgerFilter
{
    private const decimal MostAmount = 1_000_000_000;

    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public EntryKind? Kind { get; init; }
    public int? Lot { get; init; }

    /// <summary>At least this amount, whichever way it went.</summary>
    public Money? Minimum { get; init; }

    /// <summary>By the months that entries are booked into, for an export.</summary>
    public MonthBounds? Months { get; init; }

    /// <summary>As an address has them; what cannot be read is left out. An amount may be in the invariant spelling or the person's own.</summary>
    public static LedgerFilter Of(string? from, string? to, string? kind, string? lot, string? min) =>
        new() { From = Query.Day(from), To = Query.Day(to), Kind = Query.Name<EntryKind>(kind), Lot = Query.Whole(lot), Minimum = Amount(min) };

    /// <summary>The entries that meet every condition.</summary>
    public IQueryable<EntryRow> Of(IQueryable<EntryRow> entries, LocalCalendar calendar)
    {
        if (From is { } from)
        {
            var start = calendar.StartOf(from);
            entries = entries.Where(e => e.Effective >= start);
        }
        if (To is { } to)
        {
            var end = calendar.EndOf(to);
            entries = entries.Where(e => e.Effective < end);
        }
        if (Kind is { } kind) entries = entries.Where(e => e.Kind == kind);
        if (Lot is { } lot && lot > 0)
        {
            var book = Book.Lot(lot);
            entries = entries.Where(e => e.From == book || e.To == book);
        }
        if (Minimum is { } minimum) entries = entries.Where(e => e.Amount >= minimum);
        // Months are stored as text that sorts like the months themselves.
        if (Months?.From is { } first) entries = entries.Where(e => e.BookingMonth >= first);
        if (Months?.To is { } last) entries = entries.Where(e => e.BookingMonth <= last);
        return entries;
    }

    private static Money? Amount(string? text) =>
        (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) || decimal.TryParse(text, NumberStyles.Number, CultureInfo.CurrentCulture, out amount)) && amount is > 0 and < MostAmount
            ? Money.Of(decimal.Round(amount, 6)) : null;
}
