using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Notices;
using CsCheck;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Notices;

public sealed class LapseNoticesTests
{
    private static readonly DateOnly s_lastDay = new(2026, 11, 30);
    private static readonly LapsingLot s_lot = new(3, s_lastDay, M(143.22m));

    private static IReadOnlyList<Notice> Due(string now, LapsingLot[] lots, params string[] sent) =>
        LapseNotices.ForLots(Organization().Id, lots, Calendar(), Utc(now), sent.ToHashSet());

    [Theory]
    [InlineData("2026-10-01T14:59:59Z", null)]
    [InlineData("2026-10-01T15:00:00Z", "60")]
    [InlineData("2026-10-31T14:59:59Z", "60")]
    [InlineData("2026-10-31T15:00:00Z", "30")]
    [InlineData("2026-11-23T15:59:59Z", "30")]
    [InlineData("2026-11-23T16:00:00Z", "7")]
    [InlineData("2026-11-29T16:00:00Z", "1")]
    [InlineData("2026-12-01T07:59:59Z", "1")]
    [InlineData("2026-12-01T08:00:00Z", null)]
    public void ALot_IsAnnouncedAtEightInTheMorningOfItsZone_AndOnlyTheLatestMissedOneIsSent(string now, string? days) =>
        Assert.Equal(days, Due(now, [s_lot]).SingleOrDefault()?.Figures["DaysAhead"]);

    [Fact]
    public void ANoticeThatExists_IsNotSentAgain() => Assert.Empty(Due("2026-11-24T16:00:00Z", [s_lot], "lot-lapsing:2026-11-30:7"));

    [Fact]
    public void AllLotsOfADay_ShareOneNotice_AndEmptyOnesHaveNone()
    {
        var notice = Assert.Single(Due("2026-11-23T16:00:00Z", [s_lot, new(2, s_lastDay, M(7)), new(5, s_lastDay, M(0)), new(6, new(2026, 12, 1), M(0))]));
        Assert.Equal(("2 3", "150220000"), (notice.Figures["Lots"], notice.Figures["Left"]));
        Assert.Empty(Due("2026-11-23T16:00:00Z", [s_lot with { Left = M(0) }]));
    }

    [Fact]
    [Trait("Case", "E17")]
    public void MoneyThatEndsLater_KeepsTheServiceUnaffectedAndTheNoticeIsStillSent()
    {
        var notice = Assert.Single(Due("2026-10-31T15:00:00Z", [s_lot, new(4, new(2027, 6, 1), M(500))]));
        Assert.Equal(("false", "500000000", "30"), (notice.Figures["ServiceAffected"], notice.Figures["LeftElsewhere"], notice.Figures["DaysLeft"]));
        Assert.Equal("true", Assert.Single(Due("2026-10-31T15:00:00Z", [s_lot])).Figures["ServiceAffected"]);
    }

    [Fact]
    public void HoweverOftenTheServerLooks_EachMorningIsAnnouncedOnceAndNeverLate() =>
        Gen.Int[1, 400].Array[1, 40].Sample(steps =>
        {
            var (now, last) = (Utc("2026-09-20T00:00:00Z"), int.MaxValue);
            var sent = new HashSet<string>();
            foreach (var hours in steps)
            {
                now = now.AddHours(hours);
                foreach (var notice in LapseNotices.ForLots(Organization().Id, [s_lot], Calendar(), now, sent))
                {
                    var days = int.Parse(notice.Figures["DaysAhead"], System.Globalization.CultureInfo.InvariantCulture);
                    if (!sent.Add(notice.Key) || days >= last || now >= Utc("2026-12-01T08:00:00Z")) return false;
                    last = days;
                }
            }
            return sent.Count <= 4;
        });

    [Theory]
    [InlineData("2026-12-01T15:59:59Z", null)]
    [InlineData("2026-12-01T16:00:00Z", "30")]
    [InlineData("2026-12-24T16:00:00Z", "7")]
    [InlineData("2027-01-01T08:00:00Z", null)]
    public void ACard_IsAnnounced30And7DaysBeforeTheEndOfItsMonth(string now, string? days) =>
        Assert.Equal(days, LapseNotices.ForCards(Organization().Id, [Card("visa")], Calendar(), Utc(now), new HashSet<string>()).SingleOrDefault()?.Figures["DaysAhead"]);

    [Fact]
    public void ACard_IsAnnouncedOncePerMorning()
    {
        var key = Assert.Single(LapseNotices.ForCards(Organization().Id, [Card("visa")], Calendar(), Utc("2026-12-24T16:00:00Z"), new HashSet<string>())).Key;
        Assert.Empty(LapseNotices.ForCards(Organization().Id, [Card("visa")], Calendar(), Utc("2026-12-25T16:00:00Z"), new HashSet<string> { key }));
    }

    [Fact]
    public void ALapse_IsToldPerLotAndPosting() =>
        Assert.Equal("lot-lapsed:3:77", LapseNotices.Lapsed(Organization().Id, s_lot, M(143.22m), "77", Noon).Key);
}
