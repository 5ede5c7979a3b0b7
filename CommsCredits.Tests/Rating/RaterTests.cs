using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CsCheck;
using static CommsCredits.Tests.Rating.RateDecks;

namespace CommsCredits.Tests.Rating;

public sealed class RaterTests
{
    [Theory, Trait("Case", "F05"), Trait("Case", "F08"), Trait("Case", "F09"), Trait("Case", "F10"), Trait("Case", "F11"), Trait("Case", "F12"), Trait("Case", "F27"), Trait("Case", "F29"), Trait("Case", "F31")]
    [InlineData("F05", 30, 0, 1, 1, 3621, 2, "1810.5")]
    [InlineData("F08", 60, 0, 60, 1, 1, 2, "60")]
    [InlineData("F09", 60, 0, 60, 1, 65, 2, "65")]
    [InlineData("F10", 60, 0, 60, 1, 85, 2, "85")]
    [InlineData("F10", 60, 0, 60, 1, 132, 2, "132")]
    [InlineData("F11", 0.05, 0.15, 1, 1, 24, 2, "0.17")]
    [InlineData("F12", 0.05, 0.15, 1, 1, 180, 2, "0.3")]
    [InlineData("F27", 0.006, 0, 30, 6, 32, 4, "0.0036")]
    [InlineData("F27", 0.006, 0, 30, 6, 57, 4, "0.006")]
    [InlineData("F27", 0.006, 0, 30, 6, 75, 4, "0.0078")]
    [InlineData("F29", 0.60, 0, 30, 6, 20, 2, "0.3")]
    [InlineData("F29", 0.60, 0, 30, 6, 31, 2, "0.36")]
    [InlineData("F31", 1, 0, 60, 60, 61, 2, "2")]
    public void Price_IsFeeAndBilledTime(string id, decimal price, decimal fee, int first, int step, int seconds, int places, string expected) =>
        Assert.True(Rater.Price(Terms(places, RoundingMode.Up), Rate(price: price, fee: fee, increments: (first, step)), seconds).ToString() == expected, id);

    [Fact, Trait("Case", "W19")]
    public void Price_IsRoundedToThePlacesOfTheDeck()
    {
        var rate = Rate(price: 0.0165m, increments: (6, 6));
        Assert.Equal(0.00m, Price(rate, 6, places: 2));
        Assert.Equal(0.0017m, Price(rate, 6, places: 4));
    }

    [Fact, Trait("Case", "W20")]
    public void Price_RoundsEachCallByItself()
    {
        var calls = Enumerable.Repeat(Rater.Price(Terms(), Rate(price: 0.005m), 60), 3).ToList();
        Assert.All(calls, c => Assert.Equal("0.01", c.ToString()));
        Assert.Equal("0.03", calls.Total().ToString());
    }

    [Fact, Trait("Case", "W21")]
    public void Price_WithFourPlacesShowsARoundingOfOneCent()
    {
        var calls = Enumerable.Repeat(Rater.Price(Terms(places: 4), Rate(price: 0.004m), 60), 3).ToList();
        Assert.All(calls, c => Assert.Equal(0.00m, c.Shown(2)));
        Assert.Equal(0.01m, calls.Total().Shown(2));
        Assert.Equal(0.01m, calls.Total().Shown(2) - calls.Sum(c => c.Shown(2)));
    }

    [Theory, Trait("Case", "W22")]
    [InlineData(60, 60, 1.35)]
    [InlineData(30, 6, 0.87)]
    public void BeyondIncluded_RatesTheRestAsACallOfItsOwn(int first, int step, decimal expected)
    {
        var share = Rater.BeyondIncluded(3, 250);
        Assert.Equal(new IncludedShare(3, 70), share);
        Assert.Equal(["3", "70"], share.Explain().Figures);
        Assert.Equal(expected, Price(Rate(price: 0.60m, fee: 0.15m, increments: (first, step)), share.SecondsBeyond));
    }

    [Theory, Trait("Case", "I08")]
    [InlineData(0, 1300)]
    [InlineData(10, 1200)]
    [InlineData(200, 0)]
    public void BeyondIncluded_LeavesStartedPackagesToPay(int freeMinutes, decimal expected)
    {
        var share = Rater.BeyondIncluded(freeMinutes, 121 * 60);
        Assert.Equal(expected, Price(Rate(price: 10m, increments: (600, 600)), share.SecondsBeyond));
    }

    [Fact, Trait("Case", "F42"), Trait("Case", "F43")]
    public void BeyondIncluded_TakesStartedMinutesOnly()
    {
        Assert.Equal(new IncludedShare(4, 0), Rater.BeyondIncluded(5, 200));
        Assert.Equal(new IncludedShare(1, 0), Rater.BeyondIncluded(5, 5));
        Assert.Equal(new IncludedShare(3, 0), Rater.BeyondIncluded(3, 180));
        Assert.Equal(new IncludedShare(3, 1), Rater.BeyondIncluded(3, 181));
        Assert.Equal(new IncludedShare(0, 0), Rater.BeyondIncluded(3, 0));
    }

    [Fact, Trait("Case", "F34")]
    public void Price_OfZeroSecondsIsFreeFeeIncluded_AndTheFeeIsDueOnceOver()
    {
        Assert.Equal(0m, Price(Rate(price: 1m, fee: 0.15m), 0));
        Assert.Equal(1.15m, Price(Rate(price: 1m, fee: 0.15m), 1));
    }

    [Fact, Trait("Case", "F41")]
    public void Price_OfTwoCallsAtTheSameTimeIsBoth() =>
        Assert.Equal(1.50m, Price(Rate(price: 0.10m), 600) + Price(Rate(price: 0.10m), 300));

    [Theory, Trait("Case", "G05"), Trait("Case", "G07"), Trait("Case", "F36")]
    [InlineData("G05", 1, 1.12, 1, 1, 0.20, 600, 0)]
    [InlineData("G07", 1, 0, 60, 60, 0.50, 600, 0)]
    [InlineData("G07", 1, 0, 1, 1, 0.50, 600, 30)]
    [InlineData("F36", 6, 0.01, 1, 1, 1, 20, 9)]
    [InlineData("R11.1", 0.50, 0, 60, 60, 100, 600, 600)]
    [InlineData("R11.1", 0.50, 0, 60, 60, 1.20, 600, 120)]
    [InlineData("R11.1", 0.50, 0, 60, 60, 0, 0, 0)]
    public void SecondsAffordable_AreWholeIncrementsThatTheBalancePays(string id, decimal price, decimal fee, int first, int step, decimal balance, int wanted, int expected) =>
        Assert.True(expected == Rater.SecondsAffordable(Terms(), Rate(price: price, fee: fee, increments: (first, step)), Money.Of(balance), wanted), id);

    [Fact]
    public void Price_IsTheExactFractionRoundedOnce() =>
        Gen.Select(Gen.Long[0, 2_000_000], Gen.Long[0, 500_000], Gen.Int[0, 20_000], Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90]), Gen.Select(Gen.Int[0, 6], Gen.Int[0, 2]))
            .Sample((micros, fee, seconds, increments, rounding) =>
            {
                var rate = Rate() with { PricePerMinute = new(micros), ConnectionFee = new(fee), Increments = new(increments.Item1, increments.Item2) };
                var (places, mode) = (rounding.Item1, (RoundingMode)rounding.Item2);
                var billed = seconds == 0 ? 0 : increments.Item1;
                while (billed < seconds) billed += increments.Item2;
                var unit = (System.Numerics.BigInteger)60;
                for (var i = places; i < 6; i++) unit *= 10;
                System.Numerics.BigInteger exact = seconds == 0 ? 0 : fee * (System.Numerics.BigInteger)60 + micros * (System.Numerics.BigInteger)billed;
                var down = exact / unit;
                var whole = mode switch { RoundingMode.Down => down, RoundingMode.Up => (exact + unit - 1) / unit, _ => (exact * 2 + unit) / (unit * 2) };
                return Rater.Price(Terms(places, mode), rate, seconds).Micros == (long)(whole * unit / 60);
            });

    [Fact]
    public void Rate_ExplainsItself()
    {
        var deck = new RateDeck(Terms(places: 2, validFrom: "2026-09-01", name: "Autumn"), [Rate("4", 9m), Rate("49", 0.0165m, 0.05m)]);
        var rated = Rater.Rate(deck, deck.Find("+49 30 1234"), 61);
        Assert.Equal("0.08", rated.Charge.ToString());
        Assert.Equal(
            [
                $"{ExplanationCodes.RateByPrefix}: 49|Place 49|16500|Autumn|2026-09-01|2",
                $"{ExplanationCodes.Duration}: 61|120|60|60",
                $"{ExplanationCodes.ChargeByDeck}: 50000|16500|83000|80000|2|HalfAwayFromZero",
            ],
            rated.Explain().Select(s => $"{s.Code}: {string.Join("|", s.Figures)}"));
    }

    [Fact]
    public void Rate_ExplainsAnExactChargeThatIsNoWholeMicro()
    {
        var deck = new RateDeck(Terms(), [Rate("49", 0.0001m, increments: (1, 1))]);
        Assert.Equal("35/3", Rater.Rate(deck, deck.Find("49"), 7).Explain()[2].Figures[2]);
    }
}
