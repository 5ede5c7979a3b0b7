using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Ledger;

public sealed class BookingMonthsTests
{
    private static readonly Organization s_newYork = new SmallBooks("America/New_York", "2026-09-15").Organization;

    private static (string, bool) Booked(string effective, string? lastClosed = null, DateOnly? lapseDay = null)
    {
        Month? closed = lastClosed is null ? null : Month.Parse(lastClosed);
        var (month, isLate) = new BookingMonths(s_newYork, closed).Of(new(Book.Lot(1), Book.Expired, new(1), EntryKind.Expiry, SmallBooks.At(effective), lapseDay));
        return (month.ToString(), isLate);
    }

    [Fact]
    public void AnEntry_IsBookedIntoTheLocalMonthOfItsEffectiveTime()
    {
        Assert.Equal(("2026-10", false), Booked("2026-11-01 03:59:59"));
        Assert.Equal(("2026-11", false), Booked("2026-11-01 04:00"));
    }

    [Fact]
    public void ALapse_IsBookedIntoTheMonthOfTheLastUsableDay() => Assert.Equal(("2026-11", false), Booked("2026-12-01 05:00", lapseDay: new(2026, 11, 30)));

    [Fact]
    public void WhatBelongsToAClosedMonth_IsLateInTheFirstOpenOne()
    {
        Assert.Equal(("2026-11", true), Booked("2026-09-20", "2026-10"));
        Assert.Equal(("2026-11", false), Booked("2026-11-20", "2026-10"));
        Assert.Equal(("2026-12", true), Booked("2026-12-01 05:00", "2026-11", new(2026, 11, 30)));
    }

    [Fact]
    public void WhatCameBeforeTheBooksBegan_IsBookedWhenTheyBegin_AndIsNotLate()
    {
        Assert.Equal(("2026-09", false), Booked("2026-02-01"));
        Assert.Equal(("2026-09", false), Booked("2026-09-01 12:00"));
    }
}
