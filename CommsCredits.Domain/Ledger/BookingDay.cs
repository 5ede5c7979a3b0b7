namespace CommsCredits.Domain.Ledger;

/// <summary>
/// The local day by which an entry stands in the month that it is booked into (R12.2), so that a list by days adds up to the statements by months. The day of the effective time - for an expiry
/// and its reversal the last usable day (R4.4) - where that lies in the booking month; else the month's first day (late entries), but never before the books began (opening lots, R6.6).
/// </summary>
public static class BookingDay
{
    public static DateOnly Of(EntryKind kind, DateTime effective, Month bookingMonth, Organization organization)
    {
        // A lot's end is the first instant after its last usable day, which is the day that the lapse belongs to.
        var day = organization.Calendar.DayOf(kind is EntryKind.Expiry or EntryKind.ExpiryReversal ? effective.AddTicks(-1) : effective);
        if (Month.Of(day) == bookingMonth && day >= organization.BooksBegin) return day;
        var first = bookingMonth.FirstDay;
        return first < organization.BooksBegin && bookingMonth == Month.Of(organization.BooksBegin) ? organization.BooksBegin : first;
    }
}
