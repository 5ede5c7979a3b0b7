using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using static CommsCredits.Tests.Rating.RateDecks;

namespace CommsCredits.Tests.Rating;

public sealed class DeckComparisonTests
{
    [Fact]
    public void Of_CountsEachChangeOnce_TheLargestFirst()
    {
        var before = Deck(Rate("1", 0.01m), Rate("33", 0.10m), Rate("34", 0.20m), Rate("49", 0.10m), Rate("44", 0.02m), Rate("7", 1m));
        var changes = DeckComparison.Of(before, Terms(), [Rate("1", 0.01m) with { Name = "Renamed" }, Rate("33", 0.15m), Rate("34", 0.10m), Rate("49", 0.10m, fee: 0.05m), Rate("44", 0.02m, increments: (1, 1)), Rate("81", 0.30m)]);
        Assert.Equal(["Gone 7", "New 81", "Cheaper 34", "Dearer 33", "Increments 44", "Dearer 49"], changes.Changes.Select(c => $"{c.Kind} {c.Rate.Prefix}"));
        Assert.Equal((1, 2), (changes.Same, changes.Count(RateChangeKind.Dearer)));
    }

    [Fact]
    public void Of_NothingBefore_MakesAllNew() => Assert.Equal(2, DeckComparison.Of(null, Terms(), [Rate("1"), Rate("2")]).Count(RateChangeKind.New));

    [Fact]
    public void Of_OtherIncrementsOfTheDeck_AreAChangeOfEveryRateWithoutItsOwn()
    {
        var before = Deck(Rate("1"), Rate("2", increments: (60, 60)));
        var changes = DeckComparison.Of(before, Terms() with { Increments = new(1, 1) }, [Rate("1"), Rate("2", increments: (60, 60))]);
        Assert.Equal((1, 1), (changes.Same, changes.Count(RateChangeKind.Increments)));
    }

    [Fact]
    public void Fitting_ListsWhatTheLongestPrefixBeat() =>
        Assert.Equal(["4420", "44", "4"], Deck(Rate("44"), Rate("4"), Rate("4420"), Rate("443")).Fitting("+44 20 7946 0000").Select(r => r.Prefix));
}
