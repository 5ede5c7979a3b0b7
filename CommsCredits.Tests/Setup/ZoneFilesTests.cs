using CommsCredits.Web.Setup;

namespace CommsCredits.Tests.Setup;

public sealed class ZoneFilesTests
{
    [Fact]
    public void ThisMachinesFiles_KnowTheDays() => Assert.Empty(ZoneFiles.Faults(TimeZoneInfo.FindSystemTimeZoneById));

    /// <summary>What .NET makes of files that leave Cairo's and Nuuk's turning of the clocks out.</summary>
    [Fact]
    public void FilesThatTurnNoClocks_AreNamedWithTheDayTheyGetWrong()
    {
        var faults = ZoneFiles.Faults(zone => TimeZoneInfo.CreateCustomTimeZone(zone, TimeSpan.FromHours(zone == "Africa/Cairo" ? 2 : -2), zone, zone)).ToList();
        Assert.Contains("Africa/Cairo", faults[0]);
        Assert.Contains("America/Nuuk: 2026-03-28 would end at 02:00 UTC instead of 01:00", faults[^1]);
    }

    [Fact]
    public void AZoneThatIsNotThere_IsNamed() =>
        Assert.Equal(3, ZoneFiles.Faults(zone => throw new TimeZoneNotFoundException(zone)).Count(f => f.StartsWith("The time-zone files have no ", StringComparison.Ordinal)));
}
