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

    private static Task<DeckList> DecksAsync(TestBooks books) => books.Get<RatesReader>().DecksAsync(books.Admin, TestBooks.Cancel);

    private static async Task<int> RunAsync(TestBooks books, string content, params string[] options)
    {
        var file = Path.Combine(books.Folder, "list.csv");
        await File.WriteAllTextAsync(file, content, TestBooks.Cancel);
        return await Commands.RunAsync(["import-rates", file, "--data", books.Folder, .. options]);
    }
}
