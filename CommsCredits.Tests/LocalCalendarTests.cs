using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Tests.Laws;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests;

/// <summary>Where days end, in the zones that make it hard (R4.1).</summary>
public sealed class LocalCalendarTests
{
    [Theory]
    [InlineData("UTC", "2026-11-30", "2026-12-01 00:00")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-09 04:00")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-02 05:00")]
    [InlineData("Asia/Kolkata", "2026-11-30", "2026-11-30 18:30")]
    [InlineData("Asia/Kathmandu", "2026-11-30", "2026-11-30 18:15")]
    [InlineData("Australia/Lord_Howe", "2026-04-04", "2026-04-04 13:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "2026-04-05 13:30")]
    [InlineData("Pacific/Kiritimati", "2026-11-30", "2026-11-30 10:00")]
    public void ADay_EndsAtLocalMidnight(string zone, string day, string end) => EndIs(zone, day, end);

    [Fact]
    public void ASkippedMidnight_EndsTheDayAtTheSkip() => EndIs("America/Santiago", "2026-09-05", "2026-09-06 04:00");

    [Fact]
    public void AMidnightThatComesTwice_EndsTheDayAtTheFirst() => EndIs("America/Havana", "2026-10-31", "2026-11-01 04:00");

    [Fact]
    public void AnHourBeforeMidnightThatComesTwice_BelongsToTheDay() => EndIs("Asia/Beirut", "2026-10-24", "2026-10-24 22:00");

    /// <summary>St John's turned its clocks at 00:01 back to 23:01: the minute after the first midnight is the old day again.</summary>
    [Fact]
    public void AMinuteOfTomorrowBeforeTodayComesBack_BelongsToToday()
    {
        EndIs("America/St_Johns", "2010-11-06", "2010-11-07 03:30");
        var calendar = Calendars.Of("America/St_Johns");
        var minuteOfTomorrow = SmallBooks.At("2010-11-07 02:30:30");
        Assert.Equal(new DateOnly(2010, 11, 7), DateOnly.FromDateTime(calendar.WallClock(minuteOfTomorrow)));
        Assert.Equal(new DateOnly(2010, 11, 6), calendar.DayOf(minuteOfTomorrow));
    }

    [Fact]
    public void TheDayThatSamoaSkipped_IsEmpty()
    {
        EndIs("Pacific/Apia", "2011-12-29", "2011-12-30 10:00");
        EndIs("Pacific/Apia", "2011-12-30", "2011-12-30 10:00");
        var calendar = Calendars.Of("Pacific/Apia");
        Assert.Equal(new DateOnly(2011, 12, 31), calendar.DayOf(SmallBooks.At("2011-12-30 10:00")));
        Assert.Equal(new DateOnly(2011, 12, 29), calendar.DayOf(SmallBooks.At("2011-12-30 09:59:59")));
    }

    [Theory]
    [InlineData("America/Santiago"), InlineData("America/Havana"), InlineData("Asia/Beirut"), InlineData("America/St_Johns"), InlineData("Pacific/Apia"), InlineData("Africa/Cairo")]
    public void EveryInstant_BelongsToTheDayBetweenItsLines(string zone)
    {
        var calendar = Calendars.Of(zone);
        foreach (var year in new[] { 2010, 2011, 2025, 2026 })
        {
            for (var at = new DateTime(year, 1, 1, 0, 30, 0, DateTimeKind.Utc); at.Year == year; at = at.AddMinutes(331))
            {
                var day = calendar.DayOf(at);
                Assert.True(calendar.StartOf(day) <= at && at < calendar.EndOf(day), $"{at:O} is not in {day:O}.");
                Assert.Equal(Month.Of(day), calendar.MonthOf(at));
            }
        }
    }

    [Fact]
    public void AMonth_BeginsWhereItsFirstDayDoes()
    {
        var calendar = Calendars.Of("Asia/Shanghai");
        Assert.Equal(SmallBooks.At("2026-11-30 16:00"), calendar.StartOf(new Month(2026, 12)));
        Assert.Equal(new Month(2026, 11), calendar.MonthOf(SmallBooks.At("2026-11-30 15:59:59")));
        Assert.Equal(new Month(2026, 12), calendar.MonthOf(SmallBooks.At("2026-11-30 16:00")));
        Assert.Equal(calendar.EndOf(new Month(2026, 11)), calendar.StartOf(new Month(2026, 12)));
    }

    /// <summary>Of an hour that comes twice the later one, whichever of the two the zone calls its standard time; of one that is skipped the first instant behind it.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 01:30")]
    [InlineData("Europe/Dublin", "2026-10-25 01:30", "2026-10-25 01:30")]
    [InlineData("Africa/Casablanca", "2026-02-15 02:30", "2026-02-15 02:30")]
    [InlineData("America/New_York", "2026-11-01 01:30", "2026-11-01 06:30")]
    [InlineData("America/New_York", "2026-03-08 02:30", "2026-03-08 07:00")]
    [InlineData("Europe/Dublin", "2026-03-29 01:30", "2026-03-29 01:00")]
    [InlineData("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 10:00")]
    [InlineData("Asia/Shanghai", "2026-11-30 12:00", "2026-11-30 04:00")]
    public void AShownTime_IsTheLaterOfTwoInstants(string zone, string shown, string instant) =>
        Assert.Equal(SmallBooks.At(instant), Calendars.Of(zone).InstantOf(DateTime.Parse(shown, CultureInfo.InvariantCulture)));

    private static void EndIs(string zone, string day, string end) =>
        Assert.Equal(SmallBooks.At(end), Calendars.Of(zone).EndOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)));
}
