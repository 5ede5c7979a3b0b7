using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Support;
using CommsCredits.Web.CommandLine;
using CommsCredits.Web.Features.Rates;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.CommandLine;

public sealed class ImportRatesCommandTests
{
    private const string Good = "Destination,Type,Country,Prefix,Price\nLondon,landline,GB,4420,0.02\nParis,landline,FR,331,0.1234567\nLyon,landline,FR,334,0.1\n";

    [Fact]
    public async Task Command_AddsTheGoodLines_DryRunAddsNothing()
    {
        await using var books = await TestBooks.OpenAsync();
        Assert.Equal(0, await RunAsync(books, Good, "--kind", "outbound", "--valid-from", "2026-10-01", "--dry-run", "--json"));
        Assert.Empty((await DecksAsync(books)).Decks);
        Assert.Equal(0, await RunAsync(books, Good, "--kind", "Outbound", "--valid-from", "2026-10-01", "--name", "October", "--places", "4", "--rounding", "Up", "--increments", "30/6"));
        var deck = Assert.Single((await DecksAsync(books)).Decks);
        Assert.Equal(("October", 2, DeckState.Coming, 4, RoundingMode.Up, new Increments(30, 6)), (deck.Terms.Name, deck.Prefixes, deck.State, deck.Terms.Places, deck.Terms.Mode, deck.Terms.Increments));
        await using var db = books.Read();
        Assert.Equal("cli", (await db.Audit.SingleAsync(a => a.Action == "RateDeck.Added", TestBooks.Cancel)).ActorId);
    }

    [Theory]
    [InlineData(1, "Prefix,Price\n44,1\n", "--kind", "Outbound", "--valid-from", "2026-10-01")]
    [InlineData(1, "Prefix,Country,Price\nx,GB,1\n", "--kind", "Outbound", "--valid-from", "2026-10-01", "--dry-run")]
    [InlineData(2, Good, "--kind", "Outbound", "--valid-from", "2026-10-01", "--places", "7")]
    [InlineData(2, Good, "--kind", "Outbound", "--valid-from", "2026-10-01", "--increments", "60")]
    public async Task Command_SaysByItsExitCode_WhatIsWrong(int exitCode, string content, params string[] options)
    {
        await using var books = await TestBooks.OpenAsync();
        Assert.Equal(exitCode, await RunAsync(books, content, options));
        Assert.Empty((await DecksAsync(books)).Decks);
    }

    [Theory]
    [InlineData("Prefix,Country,Price,Vendor\n0033,FR,1,A\n336 337,FR,1,A\n", "line 2:", "line 3:", "Vendor", "PrefixAccessCode", "PrefixAmbiguous")]
    [InlineData("Prefix,Country,Price,Currency\n33,FR,1,EUR\n", "line 2: the price is in EUR, not in USD", "OtherCurrency")]
    public async Task Command_NamesLinesAndReasons_WhereNoneCanBeUsed_InWordsAndInJson(string content, params string[] said)
    {
        await using var books = await TestBooks.OpenAsync();
        var (words, json) = (await SaidAsync(books, content), await SaidAsync(books, content, "--json"));
        Assert.All(said.Where(s => s.Contains(' ', StringComparison.Ordinal)), s => Assert.Contains(s, words, StringComparison.Ordinal));
        Assert.All(said.Where(s => !s.Contains(' ', StringComparison.Ordinal)), s => Assert.Contains(s, json, StringComparison.Ordinal));
        Assert.Empty((await DecksAsync(books)).Decks);
    }

    [Fact]
    public async Task Command_NamesTheColumnsThatItLeavesAside_BeforeItAdds()
    {
        await using var books = await TestBooks.OpenAsync();
        var said = await SaidAsync(books, "Prefix,Country,Price,Pricing group,Effective Date\n33,FR,1,A,2026-09-01\n", "--dry-run");
        Assert.Contains("Not read: Pricing group.", said, StringComparison.Ordinal);
        Assert.Contains("1 lines begin on an earlier day", said, StringComparison.Ordinal);
        Assert.Contains("\"leftAside\":[\"Pricing group\"]", await SaidAsync(books, "Prefix,Country,Price,Pricing group\n33,FR,1,A\n", "--dry-run", "--json"), StringComparison.Ordinal);
    }

    private static async Task<string> SaidAsync(TestBooks books, string content, params string[] options)
    {
        var file = Path.Combine(books.Folder, "list.csv");
        await File.WriteAllTextAsync(file, content, TestBooks.Cancel);
        await using var said = new StringWriter();
        await Commands.RunAsync(["import-rates", file, "--kind", "Outbound", "--valid-from", "2026-10-01", "--data", books.Folder, .. options], said, said);
        return said.ToString();
    }

    private static Task<DeckList> DecksAsync(TestBooks books) => books.Get<RatesReader>().DecksAsync(books.Admin, TestBooks.Cancel);

    private static async Task<int> RunAsync(TestBooks books, string content, params string[] options)
    {
        var file = Path.Combine(books.Folder, "list.csv");
        await File.WriteAllTextAsync(file, content, TestBooks.Cancel);
        return await Commands.RunAsync(["import-rates", file, "--data", books.Folder, .. options]);
    }
}
