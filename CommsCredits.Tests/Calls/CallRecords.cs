using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Rating;
using static CommsCredits.Tests.Rating.RateDecks;

namespace CommsCredits.Tests.Calls;

/// <summary>Builds call records and a classifier for tests.</summary>
internal static class CallRecords
{
    public static DateTime Now { get; } = new(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc);

    public static CallRecord Call(string type = "user_out", string capability = "MCOPSTNPP", decimal? charge = null, decimal? fee = null, string number = "+49301234567", string numberType = "Subscriber") => new()
    {
        UsageId = "1",
        Start = new(2026, 9, 10, 8, 0, 0, DateTimeKind.Utc),
        Seconds = 61,
        CallType = type,
        NumberType = numberType,
        Capability = capability,
        Currency = "USD",
        Fee = fee is { } f ? Money.Of(f) : null,
        Charge = charge is { } c ? Money.Of(c) : null,
        CallId = "7_1@192.0.2.1",
        CallerNumber = "+12065550100",
        DestinationNumber = number,
        IsInternational = true,
    };

    public static Organization Organization(string zone = "UTC", string booksBegin = "2026-09-01") => new()
    {
        Id = Guid.Empty,
        Name = "Contoso",
        Currency = Currency.Of("USD"),
        Calendar = new(TimeZoneInfo.FindSystemTimeZoneById(zone)),
        BooksBegin = DateOnly.Parse(booksBegin),
    };

    public static DeckBook Decks { get; } = new(Utc,
    [
        new(Terms(), [Rate("49", 0.10m), Rate("4977", 0.40m), Rate("44843", 1m, type: RateType.Premium), Rate("99", 0m)]),
        new(Terms(kind: DeckKind.TollFreeIn), [Rate("49800", 0.175m), Rate("1800", 0.022m, country: "US"), Rate("1833", 0.022m, country: "CA")]),
    ]);

    public static CallClassifier Classifier(ChargeSource source = ChargeSource.Vendor, Organization? organization = null) => new(organization ?? Organization(), Decks, source);

    public static CallDecision Classify(CallRecord record, ChargeSource source = ChargeSource.Vendor) => Classifier(source).Classify(record, Now);
}
