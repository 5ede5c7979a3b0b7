using CommsCredits.Domain;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Tests.Rating;

/// <summary>Builds small decks for tests.</summary>
internal static class RateDecks
{
    public static LocalCalendar Utc { get; } = new(TimeZoneInfo.Utc);

    public static Rate Rate(string prefix = "49", decimal price = 0.10m, decimal fee = 0m, (int First, int Step)? increments = null, string country = "DE", RateType type = RateType.Landline) => new()
    {
        Prefix = prefix,
        Name = "Place " + prefix,
        Country = country,
        Type = type,
        PricePerMinute = Money.Of(price),
        ConnectionFee = Money.Of(fee),
        Increments = increments is { } i ? new(i.First, i.Step) : null,
    };

    public static DeckTerms Terms(int places = 2, RoundingMode mode = RoundingMode.HalfAwayFromZero, DeckKind kind = DeckKind.Outbound, string validFrom = "2020-01-01", string name = "Deck") => new()
    {
        Name = name,
        ValidFrom = DateOnly.Parse(validFrom),
        Kind = kind,
        Places = places,
        Mode = mode,
    };

    public static RateDeck Deck(params Rate[] rates) => new(Terms(), rates);

    public static decimal Price(Rate rate, int seconds, int places = 2, RoundingMode mode = RoundingMode.HalfAwayFromZero) =>
        Rater.Price(Terms(places, mode), rate, seconds).ToDecimal();
}
