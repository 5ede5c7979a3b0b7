using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using static CommsCredits.Tests.Rating.RateDecks;

namespace CommsCredits.Tests.Rating;

public sealed class RateDeckTests
{
    [Fact, Trait("Case", "F38")]
    public void Find_TakesTheLongestPrefix()
    {
        var match = Deck(Rate("49"), Rate("4970"), Rate("4971")).Find("+49711234");
        Assert.Equal(("4971", 2), (match.Rate!.Prefix, match.Fits));
    }

    [Theory]
    [InlineData("+49 (711) 1234", "4971")]
    [InlineData("49-70/1", "4970")]
    [InlineData("49", "49")]
    [InlineData("4", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("anonymous", null)]
    [InlineData("+4", null)]
    public void Find_LooksAtDigitsOnly(string? number, string? prefix) =>
        Assert.Equal(prefix, Deck(Rate("49"), Rate("4970"), Rate("4971")).Find(number).Rate?.Prefix);

    [Fact]
    public void Find_AgreesWithReadingThroughTheWholeDeck()
    {
        var random = new Random(20_260_901);
        string Digits(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(4)));
        var rates = Enumerable.Range(0, 700).Select(_ => Digits(random.Next(1, 7))).Distinct().Select(p => Rate(p)).ToArray();
        var deck = Deck(rates);
        for (var i = 0; i < 20_000; i++)
        {
            var number = Digits(random.Next(0, 9));
            if (number.StartsWith("00", StringComparison.Ordinal)) continue; // stands for +
            var fitting = rates.Where(r => number.StartsWith(r.Prefix, StringComparison.Ordinal)).OrderByDescending(r => r.Prefix.Length).ToList();
            var match = deck.Find("+" + number);
            Assert.Equal(fitting.FirstOrDefault()?.Prefix, match.Rate?.Prefix);
            Assert.Equal(fitting.Count, match.Fits);
        }
    }

    [Theory]
    [InlineData("+4477****", RateOutcome.Hidden)]
    [InlineData("+44207****", RateOutcome.Found)]
    [InlineData("+4477911*", RateOutcome.Found)]
    [InlineData("+447***", RateOutcome.Hidden)]
    [InlineData("+44*", RateOutcome.Found)]
    [InlineData("+3****", RateOutcome.None)]
    [InlineData("***", RateOutcome.Hidden)]
    public void Find_SaysWhetherMaskedDigitsCouldChangeThePrice(string number, RateOutcome outcome) =>
        Assert.Equal(outcome, Deck(Rate("44", 0.01m), Rate("447", 0.01m), Rate("4420", 0.01m), Rate("44779", 0.50m), Rate("447791", 0.50m)).Find(number).Outcome);

    [Theory]
    [InlineData("+49301", "DE")]
    [InlineData("+1206", null)]
    public void CountryOf_IsTheCountryOfTheRate(string number, string? country) => Assert.Equal(country, Deck(Rate("49")).CountryOf(number));

    [Fact]
    public void Find_AllocatesNothing()
    {
        var deck = Deck(Rate("49"), Rate("4970"), Rate("4971"));
        deck.Find("+49711234");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) deck.Find("+49711234");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Deck_RefusesAPrefixTwice() => Assert.Throws<ArgumentException>(() => Deck(Rate("49"), Rate("49")));

    [Theory]
    [InlineData("+18005550100", "+12065550100", RateOutcome.Found, "US", 0.022)]
    [InlineData("+18005550100", "+14165550100", RateOutcome.Found, "CA", 0.030)]
    [InlineData("+18335550100", "+12065550100", RateOutcome.Found, "US", 0.022)]
    [InlineData("+18005550100", "+1416*******", RateOutcome.Found, "CA", 0.030)]
    [InlineData("+18005550100", "+18765550100", RateOutcome.None, null, 0)]
    [InlineData("+18005550100", null, RateOutcome.Hidden, null, 0)]
    [InlineData("+18335550100", "anonymous", RateOutcome.Found, "CA", 0.030)]
    [InlineData("+498005550100", "+12065550100", RateOutcome.Found, "DE", 0.175)]
    [InlineData("+338005550100", "+12065550100", RateOutcome.None, null, 0)]
    public void Find_OfATollFreeNumberAsksTheCallersCountryInNorthAmerica(string number, string? caller, RateOutcome outcome, string? country, decimal price)
    {
        var deck = new RateDeck(Terms(kind: DeckKind.TollFreeIn),
            [Rate("1800", 0.022m, country: "US"), Rate("1800", 0.030m, country: "CA"), Rate("1833", 0.030m, country: "CA"), Rate("49800", 0.175m)]);
        var match = deck.Find(number, caller);
        Assert.Equal(outcome, match.Outcome);
        Assert.Equal(country, match.Rate?.Country);
        Assert.Equal(price, match.Rate?.PricePerMinute.ToDecimal() ?? 0m);
    }

    [Fact, Trait("Case", "F07")]
    public void InForce_IsTheDeckAtTheStartOfTheCall()
    {
        var old = new RateDeck(Terms(validFrom: "2026-01-01", name: "Old"), [Rate("49", 30m, increments: (1, 1))]);
        var next = new RateDeck(Terms(validFrom: "2026-02-01", name: "Next"), [Rate("49", 60m, 1m, (1, 1))]);
        var book = new DeckBook(Utc, [next, old]);
        var deck = book.InForce(UsageKind.International, new DateTime(2026, 1, 31, 23, 50, 0, DateTimeKind.Utc))!;
        Assert.Equal("1200", Rater.Rate(deck, deck.Find("491"), 40 * 60).Charge.ToString());
        Assert.Same(next, book.InForce(UsageKind.International, new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc)));
        Assert.Null(book.InForce(UsageKind.International, new DateTime(2025, 12, 31, 23, 59, 59, DateTimeKind.Utc)));
        Assert.Null(book.InForce(UsageKind.TollFreeConference, new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void InForce_BeginsAtLocalMidnight()
    {
        var zone = new CommsCredits.Domain.LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var deck = new RateDeck(Terms(validFrom: "2026-02-01"), [Rate("49")]);
        var book = new DeckBook(zone, [deck]);
        Assert.Null(book.InForce(UsageKind.Overage, new DateTime(2026, 1, 31, 15, 59, 59, DateTimeKind.Utc)));
        Assert.Same(deck, book.InForce(UsageKind.Overage, new DateTime(2026, 1, 31, 16, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void InForce_OfTwoDecksOfOneDateIsTheLater()
    {
        var (first, second) = (Deck(Rate("49")), Deck(Rate("49")));
        Assert.Same(second, new DeckBook(Utc, [first, second]).InForce(UsageKind.Overage, new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void Codes_AreAllListed()
    {
        var constants = typeof(ExplanationCodes).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Order();
        Assert.Equal(constants, ExplanationCodes.All.Order());
    }

    /// <summary>Landlines at 0.02, mobiles at 0.32: what each spelling of a number costs. Never by its beginning (R9.8).</summary>
    [Theory]
    [InlineData("+447911234567", "0.32")]
    [InlineData("+44 (0)7911 234567", "0.32")]
    [InlineData("00447911234567", "0.32")]
    [InlineData("+44\u202F7911\u2011234567", "0.32")]
    [InlineData("\u202A+447911234567\u202C", "0.32")]
    [InlineData("=\"+447911234567\"", "0.32")]
    [InlineData("4.47911E+11", "0.32")]
    [InlineData("4.479E+11", "Hidden")]
    [InlineData("4.4E+11", "Hidden")]
    [InlineData("5.512E+12", "Hidden")]
    [InlineData("+44791xxxxxxx", "0.32")]
    [InlineData("+44xxxxxxxxxx", "Hidden")]
    [InlineData("+44##########", "Hidden")]
    [InlineData("+44*911234567", "Hidden")]
    [InlineData("+44*211234567", "0.02")]
    [InlineData("+44 anonymous", "Hidden")]
    [InlineData("+4420 anonymous", "0.02")]
    [InlineData("+447911234567;ext=12", "0.32")]
    [InlineData("anonymous", "Hidden")]
    [InlineData("tel:+447911234567", "Hidden")]
    [InlineData("+55119", "0.53")]
    [InlineData("", "None")]
    [InlineData("+999", "None")]
    [InlineData("01144", "None")]
    public void Find_ReadsEverySpelling_AndPricesNoNumberByItsBeginning(string number, string answer)
    {
        var deck = Deck(Rate("44", 0.02m), Rate("4479", 0.32m), Rate("4478", 0.32m), Rate("4470", 0.02m), Rate("55", 0.12m), Rate("5511", 0.53m));
        var match = deck.Find(number);
        Assert.Equal(answer, match.Rate?.PricePerMinute.ToString() ?? match.Outcome.ToString());
    }

    [Theory]
    [InlineData("+1800 555", "0.02")]
    [InlineData("+1833 555", "0.03")]
    [InlineData("+18xx 555", "Hidden")]
    [InlineData("1.8E+10", "Hidden")]
    public void Find_OfATollFreeNumberThatIsNotFullyKnown_IsHidden_WhereThePricesDiffer(string number, string answer)
    {
        var deck = new RateDeck(Terms(kind: DeckKind.TollFreeIn), [Rate("1800", 0.02m, country: "US"), Rate("1833", 0.03m, country: "US")]);
        var match = deck.Find(number, "+12065550100");
        Assert.Equal(answer, match.Rate?.PricePerMinute.ToString() ?? match.Outcome.ToString());
    }
}
