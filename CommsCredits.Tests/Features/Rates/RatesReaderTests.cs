using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Rating;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Rates;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Rates;

public sealed class RatesReaderTests
{
    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task Search_FindsTheLongestPrefix_WhatItBeat_AndItsHistory()
    {
        await using var books = await WithDecksAsync();
        var answer = await books.Get<RatesReader>().SearchAsync(books.Admin, DeckKind.Outbound, "+44 20 7946 0000", null, Cancel);
        Assert.Equal(("4420", "Autumn"), (answer.Match.Rate!.Prefix, answer.Deck!.Terms.Name));
        Assert.Equal(["44"], answer.Beaten.Select(r => r.Prefix));
        Assert.Equal(["Winter: 0.03 -> ", "Autumn: 0.02 -> 0.03", "Spring:  -> 0.02"], answer.History.Select(h => $"{h.Deck.Name}: {h.Old?.PricePerMinute} -> {h.Now?.PricePerMinute}"));
        Assert.Equal([0.06m, 0.12m], new[] { 61, 192 }.Select(s => Rater.Rate(answer.Deck, answer.Match, s).Charge.ToDecimal()));
    }

    [Fact]
    public async Task Search_SaysNoRate_HiddenDigits_AndNoDeck()
    {
        await using var books = await WithDecksAsync();
        var reader = books.Get<RatesReader>();
        Assert.Equal((RateOutcome.None, "999"), ((await reader.SearchAsync(books.Admin, DeckKind.Outbound, "+999", null, Cancel)).Match.Outcome, (await reader.SearchAsync(books.Admin, DeckKind.Outbound, "+999", null, Cancel)).Digits));
        Assert.Equal(RateOutcome.Hidden, (await reader.SearchAsync(books.Admin, DeckKind.Outbound, "+44 *** ****", null, Cancel)).Match.Outcome);
        Assert.Null((await reader.SearchAsync(books.Admin, DeckKind.PayPerMinuteDialOut, "+44", null, Cancel)).Deck);
    }

    [Theory]
    [InlineData("0044 20 7946", "4420")]
    [InlineData("+44 (0)20 7946", "4420")]
    [InlineData("+44\u202F20", "4420")]
    [InlineData("4.4E+11", "Hidden")]
    [InlineData("+44xx", "Hidden")]
    public async Task Search_ReadsANumberAsAnImportDoes(string number, string answer)
    {
        await using var books = await WithDecksAsync();
        var match = (await books.Get<RatesReader>().SearchAsync(books.Admin, DeckKind.Outbound, number, null, Cancel)).Match;
        Assert.Equal(answer, match.Rate?.Prefix ?? match.Outcome.ToString());
    }

    [Fact]
    public async Task Decks_SayWhichIsInForce_WhichComes_AndWhoAddedThem()
    {
        await using var books = await WithDecksAsync();
        var list = await books.Get<RatesReader>().DecksAsync(books.Admin, Cancel);
        Assert.Equal(["Winter Coming 1", "Autumn InForce 3", "Spring Past 2"], list.Decks.Select(d => $"{d.Terms.Name} {d.State} {d.Prefixes}"));
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-12-01T00:00:00Z"));
        Assert.Equal("Winter", (await books.Get<RatesReader>().DecksAsync(books.Admin, Cancel)).InForce(DeckKind.Outbound)?.Terms.Name);
    }

    [Fact]
    public async Task Rates_AreFoundByCountry_ByName_AndByPrefix()
    {
        await using var books = await WithDecksAsync();
        var reader = books.Get<RatesReader>();
        var deck = (await reader.DecksAsync(books.Admin, Cancel)).InForce(DeckKind.Outbound)!;
        async Task<string> FindAsync(RateFilter filter) => string.Join(' ', (await reader.RatesAsync(books.Admin, deck.Id, filter, 1, Cancel))!.Rates.Select(r => r.Prefix));
        Assert.Equal("33 44 4420", await FindAsync(new()));
        Assert.Equal("33", await FindAsync(new(Country: "FR")));
        Assert.Equal("33", await FindAsync(new(Text: "france")));
        Assert.Equal("4420", await FindAsync(new(Text: "place 442")));
        Assert.Equal("44 4420", await FindAsync(new(Text: "+44")));
        Assert.Equal("4420", await FindAsync(new(Text: "0044 20")));
        Assert.Equal("33", await FindAsync(new(Text: "法国")));
        Assert.Equal(await FindAsync(new(Country: "GB")), await FindAsync(new(Text: "uk")));
        Assert.Equal("", await FindAsync(new(Text: "%")));
        Assert.Null(await reader.RatesAsync(books.Admin, Guid.NewGuid(), new(), 1, Cancel));
    }

    [Fact]
    public async Task Change_MakesANewDeck_OfTheOneInForceThatDay_AndLeavesTheOthers()
    {
        await using var books = await WithDecksAsync();
        var (reader, operations) = (books.Get<RatesReader>(), books.Get<RateDeckOperations>());
        Assert.Equal("Autumn, 1 price changed", (await operations.ChangeAsync(books.Admin, DeckKind.Outbound, RateDecks.Rate("44", 0.5m), new(2026, 10, 1), Cancel)).Value);
        books.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Autumn, 2 prices changed", (await operations.ChangeAsync(books.Admin, DeckKind.Outbound, RateDecks.Rate("81", 0.7m), new(2026, 10, 1), Cancel)).Value);
        Assert.Equal("RateUnchanged", (await operations.ChangeAsync(books.Admin, DeckKind.Outbound, RateDecks.Rate("81", 0.7m), new(2026, 10, 2), Cancel)).Refused?.Code);
        var before = await reader.SearchAsync(books.Admin, DeckKind.Outbound, "44", null, Cancel);
        Assert.Equal(("Autumn", Money.Of(0.04m)), (before.Deck!.Terms.Name, before.Match.Rate!.PricePerMinute));
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-01T00:00:00Z"));
        var after = await reader.SearchAsync(books.Admin, DeckKind.Outbound, "44", null, Cancel);
        Assert.Equal(("Autumn, 2 prices changed", 4, Money.Of(0.5m)), (after.Deck!.Terms.Name, after.Deck.Rates.Count, after.Match.Rate!.PricePerMinute));
        Assert.Equal("Pay-per-minute: dial-out", (await operations.ChangeAsync(books.Admin, DeckKind.PayPerMinuteDialOut, RateDecks.Rate("49"), new(2026, 10, 1), Cancel)).Value);
        await using var db = books.Read();
        Assert.Equal(6, await db.Audit.CountAsync(a => a.Action == "RateDeck.Added", Cancel));
    }

    /// <summary>A list is named by what it is; of two on one day the later has a number.</summary>
    [Fact]
    public async Task AChangedPrice_NamesItsList_AndNoTwoOfADayAreNamedAlike()
    {
        await using var books = await WithDecksAsync();
        var operations = books.Get<RateDeckOperations>();
        async Task<string?> ChangedAsync(string prefix, decimal price, DateOnly from)
        {
            books.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await operations.ChangeAsync(books.Admin, DeckKind.Outbound, RateDecks.Rate(prefix, price), from, Cancel)).Value;
        }
        DateOnly first = new(2026, 10, 1), second = new(2026, 10, 2);
        Assert.Equal("Autumn, 1 price changed", await ChangedAsync("44", 0.5m, first));
        Assert.Equal("Autumn, 1 price changed (2)", await ChangedAsync("44", 0.6m, first));
        Assert.Equal("Autumn, 1 price changed (3)", await ChangedAsync("44", 0.7m, first));
        Assert.Equal("Autumn, 2 prices changed", await ChangedAsync("33", 0.7m, first));
        Assert.Equal("Autumn, 2 prices changed", await ChangedAsync("33", 0.8m, second));
        Assert.Equal("Autumn, 3 prices changed", await ChangedAsync("81", 0.8m, second));
        // As the list had it: what is left are the others
        Assert.Equal("Autumn, 2 prices changed (2)", await ChangedAsync("44", 0.04m, second));
        await operations.AddAsync(books.Admin, RateDecks.Terms(name: "Spring", validFrom: "2027-03-01"), [RateDecks.Rate("44", 0.01m)], Cancel);
        await operations.AddAsync(books.Admin, RateDecks.Terms(name: "Spring", validFrom: "2027-03-01"), [RateDecks.Rate("44", 0.02m)], Cancel);
        var names = (await books.Get<RatesReader>().DecksAsync(books.Admin, Cancel)).Decks.Select(d => (d.Terms.Kind, d.Terms.ValidFrom, d.Terms.Name)).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Contains(names, n => n.Name == "Spring (2)");
    }

    [Fact]
    public async Task Preview_ComparesWithTheDeckOfThatDay_AndNamesTheNext()
    {
        await using var books = await WithDecksAsync();
        var preview = await books.Get<RatesReader>().PreviewAsync(books.Admin, RateDecks.Terms(validFrom: "2026-10-01"), [RateDecks.Rate("44", 0.01m)], Cancel);
        Assert.Equal(("Autumn", "Winter"), (preview.Follows?.Name, preview.Next?.Name));
        Assert.Equal(["Gone 33", "Cheaper 44", "Gone 4420"], preview.Comparison.Changes.Select(c => $"{c.Kind} {c.Rate.Prefix}"));
        var first = await books.Get<RatesReader>().PreviewAsync(books.Admin, RateDecks.Terms(validFrom: "2020-01-01"), [RateDecks.Rate("44")], Cancel);
        Assert.Null(first.Follows);
    }

    [Fact]
    public async Task Rates_AreReadByAll_AndChangedByTelecomAlone()
    {
        await using var books = await WithDecksAsync();
        var billing = books.Admin with { Permissions = Roles.PermissionsOf([Roles.BillingAdmin]) };
        Assert.Equal(3, (await books.Get<RatesReader>().DecksAsync(billing, Cancel)).Decks.Count);
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<RateDeckOperations>().ChangeAsync(billing, DeckKind.Outbound, RateDecks.Rate("1"), new(2026, 10, 1), Cancel));
        var other = books.Admin with { OrganizationId = Guid.NewGuid() };
        await using var db = books.Get<Web.Data.Database>().Read(other, Permission.SeeRates);
        Assert.Equal(0, await db.Rates.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("0033", "RatePrefixAccess")]
    [InlineData("+0033", "RatePrefixAccess")]
    [InlineData("01149", "RatePrefixAccess")]
    [InlineData("44x", "RatePrefix")]
    [InlineData("44*", "RatePrefix")]
    [InlineData("+44 20", null)]
    public void AForm_RefusesAPrefixWithWhatIsDialledBeforeIt(string prefix, string? refused)
    {
        var form = new RateForm { Prefix = prefix, Country = "uk", Price = "0.1", ValidFrom = new(2026, 10, 1) };
        form.Read(System.Globalization.CultureInfo.InvariantCulture, out var faults);
        Assert.Equal(refused, faults.GetValueOrDefault(nameof(RateForm.Prefix))?.Code);
        Assert.DoesNotContain(nameof(RateForm.Country), faults.Keys);
    }

    /// <summary>Spring is replaced by Autumn, in force since 1 September; Winter comes on 1 December and lacks 4420.</summary>
    private static async Task<TestBooks> WithDecksAsync()
    {
        var books = await TestBooks.OpenAsync(now: "2026-09-20T09:00:00Z");
        var operations = books.Get<RateDeckOperations>();
        async Task AddAsync(string name, string from, params Rate[] rates) => await operations.AddAsync(books.Admin, RateDecks.Terms(name: name, validFrom: from), rates, Cancel);
        await AddAsync("Spring", "2026-03-01", RateDecks.Rate("44", 0.04m, country: "GB"), RateDecks.Rate("4420", 0.02m, country: "GB"));
        await AddAsync("Winter", "2026-12-01", RateDecks.Rate("44", 0.05m, country: "GB"));
        await AddAsync("Autumn", "2026-09-01", RateDecks.Rate("44", 0.04m, country: "GB"), RateDecks.Rate("4420", 0.03m, country: "GB"), RateDecks.Rate("33", 0.1m, country: "FR"));
        return books;
    }
}
