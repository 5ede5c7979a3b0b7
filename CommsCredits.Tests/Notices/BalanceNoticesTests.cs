using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CsCheck;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Notices;

public sealed class BalanceNoticesTests
{
    private static Notice? Crossed(decimal? before, decimal after, BalanceLevels levels, string occasion = "42") =>
        BalanceNotices.Crossed(Organization().Id, before is { } b ? M(b) : null, M(after), levels, occasion, Noon);

    private static BalanceLevels Levels(decimal? trigger, params decimal[] low) => new(trigger is { } t ? M(t) : null, [.. low.Select(M)]);

    private static string Said(Notice? notice) =>
        notice is null ? "" : $"{notice.Kind} {notice.Figures["Level"]} {notice.Figures["AlsoKinds"]} {notice.Figures["AlsoLevels"]}".TrimEnd();

    [Fact]
    [Trait("Case", "E02")]
    public void AFallThroughSeveralLevels_IsOneNoticeThatNamesTheLowestAndListsTheOthers() =>
        Assert.Equal("Low 50000000 Low Low 70000000 90000000", Said(Crossed(95, 40, Levels(null, 90, 70, 50))));

    [Fact]
    [Trait("Case", "E11"), Trait("Case", "E12")]
    public void AFallToZero_IsOneNoticeOfZeroThatListsTheLowLevel()
    {
        Assert.Equal("AtZero 0 Low 5000000", Said(Crossed(6, 0, Levels(null, 5))));
        Assert.Equal("AtZero 0", Said(Crossed(6, 0, Levels(null, 0))));
    }

    [Fact]
    public void AFallBelowZero_ListsZeroAndTheTrigger() => Assert.Equal("BelowZero 0 AtZero AtTrigger 0 100000000", Said(Crossed(150, -1, Levels(100))));

    [Fact]
    public void OfALevelThatEqualsTheTrigger_TheTriggerSpeaks() => Assert.Equal("AtTrigger 100000000", Said(Crossed(101, 100, Levels(100, 100))));

    [Theory]
    [InlineData(100.01, 100, true)]
    [InlineData(100, 99, false)]
    [InlineData(100.01, 100.000001, false)]
    [InlineData(90, 100, false)]
    [InlineData(90, 110, false)]
    public void ALevel_IsCrossedFromAboveItToItOrBelow(decimal before, decimal after, bool told) =>
        Assert.Equal(told, Crossed(before, after, Levels(null, 100)) is not null);

    [Theory]
    [InlineData(0, -0.000001, true)]
    [InlineData(-1, -2, false)]
    [InlineData(-1, 0, false)]
    public void BelowZero_IsToldOncePerFall(decimal before, decimal after, bool told) => Assert.Equal(told, Crossed(before, after, Levels(null)) is not null);

    [Fact]
    [Trait("Case", "E16")]
    public void ALevelSetAboveTheBalance_IsToldAtOnce()
    {
        Assert.Equal("Low 50000000", Said(Set(40, null, 50, 30)));
        Assert.Equal("Low 40000000 Low 50000000", Said(Set(40, null, 50, 40)));
        Assert.Null(Set(51, null, 50));
        Assert.Equal("true", Set(40, null, 50)!.Figures["Set"]);
    }

    [Fact]
    public void ALevelSetWhileThePoolIsEmpty_TellsTheLevel_AndNeitherZeroNorTheTriggerAgain()
    {
        Assert.Equal("Low 50000000", Said(Set(-3, 100, 50)));
        Assert.Null(Set(-3, 100, 100));
        Assert.Null(Set(-3, null, 0));
    }

    [Fact]
    public void TheFirstReading_TellsEveryLevelAtOrAboveTheBalance() => Assert.Equal("Low 50000000", Said(Crossed(null, 40, Levels(null, 50, 30))));

    private static Notice? Set(decimal balance, decimal? trigger, params decimal[] set) =>
        BalanceNotices.JustSet(Organization().Id, M(balance), set.Select(M), trigger is { } t ? M(t) : null, Noon);

    [Fact]
    [Trait("Case", "E14")]
    public void TheSameCrossingComputedTwice_HasTheSameKey()
    {
        Assert.Equal(Crossed(6, 0, Levels(null, 5))!.Key, Crossed(6, 0, Levels(null, 5))!.Key);
        Assert.NotEqual(Crossed(6, 0, Levels(null, 5), "42")!.Key, Crossed(6, 0, Levels(null, 5), "43")!.Key);
    }

    [Fact]
    public void OnAnyPath_ALevelSpeaksAsOftenAsTheBalanceComesDownThroughIt() =>
        Gen.Select(Gen.Int[-50, 150].Array[2, 30], Gen.Int[1, 100]).Sample((path, level) =>
        {
            var (armed, expected, told) = (path[0] > level, 0, 0);
            for (var i = 1; i < path.Length; i++)
            {
                if (armed && path[i] <= level) expected++;
                armed = path[i] > level;
                var notice = Crossed(path[i - 1], path[i], Levels(null, level));
                if (notice is not null && (notice.Kind == NoticeKind.Low || notice.Figures["AlsoKinds"].Contains("Low", StringComparison.Ordinal))) told++;
            }
            return told == expected;
        });
}
