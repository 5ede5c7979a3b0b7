namespace CommsCredits.Domain.Ledger;

/// <summary>
/// Which month an entry is booked into (R12.2): the month of its effective time - for an expiry and its reversal, of the last usable day (R4.4) - while that month
/// is open, else the first open month, marked late. What came before the books began is booked when they begin, and is not late (R6.6).
/// </summary>
public sealed class BookingMonths(Organization organization, Month? lastClosed)
{
    private readonly Month _begin = Month.Of(organization.BooksBegin);

    public Month FirstOpen { get; } = lastClosed?.Next ?? Month.Of(organization.BooksBegin);

    public (Month Month, bool IsLate) Of(in Posting posting)
    {
        var month = posting.LapseDay is { } day ? Month.Of(day) : organization.Calendar.MonthOf(posting.Effective);
        if (month < _begin) month = _begin;
        return month < FirstOpen ? (FirstOpen, true) : (month, false);
    }
}
