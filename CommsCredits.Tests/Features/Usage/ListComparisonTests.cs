using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Rates;
using CommsCredits.Web.Features.Usage;
using Microsoft.EntityFrameworkCore;
using RateDecks = CommsCredits.Tests.Rating.RateDecks;

namespace CommsCredits.Tests.Features.Usage;

/// <summary>Why a call cost what it cost, held against the organization's own list (R9.4), and who paid it.</summary>
public sealed class ListComparisonTests
{
    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task ACharge_IsComparedWithTheListOfItsDay_AndWhatWasBookedStays()
    {
        await using var books = await SeptemberAsync();
        var call = await CallAsync(books);
        var before = await DetailAsync(books, call);
        Assert.Equal((null, call.Charge), (before.Compared!.List, before.Compared.Charged));

        var list = books.Get<RateDeckOperations>();
        var price = call.Charge - Money.Of(0.25m);
        await list.AddAsync(books.Admin, RateDecks.Terms(name: "Own", validFrom: "2026-09-01"), [RateDecks.Rate(call.DestinationNumber![1..4], 0m, price.ToDecimal())], Cancel);
        var compared = (await DetailAsync(books, call)).Compared!;
        Assert.Equal(("Own", new DateOnly(2026, 9, 1), call.DestinationNumber[1..4]), (compared.List, compared.ValidFrom, compared.Prefix));
        Assert.Equal((price, Money.Of(0.25m)), (compared.ByList, compared.Difference));

        // The list that was in force when the call started counts, also when a later one says otherwise
        await list.AddAsync(books.Admin, RateDecks.Terms(name: "Later", validFrom: "2026-10-01"), [RateDecks.Rate(call.DestinationNumber[1..4], 9m)], Cancel);
        Assert.Equal("Own", (await DetailAsync(books, call)).Compared!.List);

        books.Clock.Advance(TimeSpan.FromSeconds(1));
        await list.AddAsync(books.Admin, RateDecks.Terms(name: "Agrees", validFrom: "2026-09-01"), [RateDecks.Rate(call.DestinationNumber[1..4], 0m, call.Charge.ToDecimal())], Cancel);
        var agrees = (await DetailAsync(books, call)).Compared!;
        Assert.Equal(("Agrees", Money.Zero), (agrees.List, agrees.Difference));
        var after = await DetailAsync(books, call);
        Assert.Equal(before.Explanation.Steps.SelectMany(s => s.Figures), after.Explanation.Steps.SelectMany(s => s.Figures));
        Assert.Equal(ExplanationCodes.ChargeBySource, after.Explanation.Steps[^1].Code);
    }

    /// <summary>Billed minutes times price, rounded once as the list says: 6:50 is seven minutes, 7 × 0.175 is 1.225, and that is 1.23.</summary>
    [Theory]
    [InlineData(410, 0.175, 1.23, 420, "1.225", 0)]
    [InlineData(410, 0.175, 1.22, 420, "1.225", -0.01)]
    [InlineData(60, 0.1, 0.15, 60, "0.1", 0.05)]
    public void TheWorking_IsTheRatesPages(int seconds, decimal price, decimal charged, long billed, string exact, decimal difference)
    {
        var terms = RateDecks.Terms();
        var book = new DeckBook(RateDecks.Utc, [new(terms, [RateDecks.Rate("55115299", price)])]);
        var call = Row(seconds, Money.Of(charged), "+551152991234");
        var compared = ListComparison.Of(call, new([new(ExplanationCodes.ChargeBySource)]), book)!;
        Assert.Equal((billed, decimal.Parse(exact, System.Globalization.CultureInfo.InvariantCulture), Money.Of(difference)), (compared.BilledSeconds, compared.Exact, compared.Difference));
        Assert.Equal([ExplanationCodes.RateByPrefix, ExplanationCodes.Duration, ExplanationCodes.ChargeByDeck], compared.Working.Select(s => s.Code));
        Assert.Null(ListComparison.Of(call, new([new(ExplanationCodes.ChargeByDeck)]), book));
        Assert.Equal(RateOutcome.Hidden, ListComparison.Of(Row(seconds, Money.Of(charged), "+5511****"), new([new(ExplanationCodes.ChargeBySource)]), book)!.Outcome);
        Assert.Equal(RateOutcome.None, ListComparison.Of(Row(seconds, Money.Of(charged), "+4420"), new([new(ExplanationCodes.ChargeBySource)]), book)!.Outcome);
    }

    [Fact]
    public async Task TheLotsThatPaid_AreNamed_ToWhoeverMaySeeTheLedger()
    {
        await using var books = await SeptemberAsync();
        var call = await CallAsync(books);
        var detail = await DetailAsync(books, call);
        Assert.Equal(call.Charge, detail.Paid.Select(p => p.Amount).Total());
        Assert.Equal([(BookType.Lot, 1)], detail.Paid.Select(p => (p.From, p.Lot!.Value)));
        var telecom = books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) };
        Assert.Empty((await books.Get<CallsReader>().DetailAsync(telecom, call.UsageId, Cancel))!.Paid);
    }

    private static async Task<CallDetail> DetailAsync(TestBooks books, CallRow call) => (await books.Get<CallsReader>().DetailAsync(books.Admin, call.UsageId, Cancel))!;

    private static async Task<CallRow> CallAsync(TestBooks books)
    {
        await using var db = books.Read();
        return (await db.Calls.Where(c => c.State == CallState.Booked && c.Kind == UsageKind.International && c.DestinationNumber != null).OrderBy(c => c.Start).ToListAsync(Cancel))
            .First(c => c.Charge > Money.Of(0.5m) && PhoneNumber.DigitsOf(c.DestinationNumber).Length > 8 && c.DestinationNumber![0] == '+');
    }

    private static CallRow Row(int seconds, Money charged, string number) => new()
    {
        Key = [], OrganizationId = Guid.Empty, UsageId = "u", ImportId = Guid.Empty, Line = 1, State = CallState.Booked, Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), Seconds = seconds, CallType = "", NumberType = "",
        Capability = "", Kind = UsageKind.International, Charge = charged, SourceCharge = charged, DestinationNumber = number, ContentHash = [], Explanation = "",
    };

    private static async Task<TestBooks> SeptemberAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.BuyAsync(5_000, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-01T00:30:00Z"));
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        return books;
    }
}
