using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Ledger;

/// <summary>One autumn month of a real export behind 50 units: more calls than the lots pay, so that overdraft and repayment are in the books.</summary>
public sealed class LedgerReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BalanceAfter_EqualsTheFoldOverTheEntries_OnEveryPage()
    {
        await using var books = await AutumnAsync();
        var reader = books.Get<LedgerReader>();
        var entries = await EntriesAsync(books);
        var folded = new Dictionary<long, Money>();
        var balance = Money.Zero;
        foreach (var entry in entries)
        {
            if (entry.To.IsPool) balance += entry.Amount;
            if (entry.From.IsPool) balance -= entry.Amount;
            folded[entry.Sequence] = balance;
        }
        Assert.Contains(entries, e => e.From.IsPool && e.To.IsPool);
        var seen = new List<LedgerLine>();
        for (var page = 1; seen.Count < entries.Count; page++) seen.AddRange((await reader.ListAsync(books.Admin, new(), page, Cancel)).Lines);
        Assert.Equal(entries.Select(e => e.Sequence).Reverse(), seen.Select(l => l.Sequence));
        Assert.All(seen, line => Assert.Equal(folded[line.Sequence], line.After));
        Assert.Equal(await books.BalanceAsync(), seen[0].After);
    }

    [Fact]
    public async Task Filters_LeaveExactlyWhatMatches_AndTheBalanceStaysThePools()
    {
        await using var books = await AutumnAsync();
        var reader = books.Get<LedgerReader>();
        var entries = await EntriesAsync(books);
        var all = (await reader.ListAsync(books.Admin, new() { Kind = EntryKind.Purchase }, 1, Cancel)).Lines;
        Assert.Equal(entries.Where(e => e.Kind == EntryKind.Purchase).Select(e => e.Sequence).Reverse(), all.Select(l => l.Sequence));
        var lot = await reader.ListAsync(books.Admin, new() { Lot = 2 }, 1, Cancel);
        Assert.Equal(entries.Count(e => e.From == Book.Lot(2) || e.To == Book.Lot(2)), lot.Total);
        var large = await reader.ListAsync(books.Admin, new() { Minimum = Money.OfUnits(5) }, 1, Cancel);
        Assert.Equal(entries.Count(e => e.Amount >= Money.OfUnits(5)), large.Total);
        var days = await reader.ListAsync(books.Admin, new() { From = new(2026, 9, 10), To = new(2026, 9, 11) }, 1, Cancel);
        Assert.Equal(entries.Count(e => DateOnly.FromDateTime(e.Effective) is { Month: 9, Day: 10 or 11 }), days.Total);
        var unfiltered = (await reader.ListAsync(books.Admin, new(), int.MaxValue, Cancel)).Lines;
        Assert.Contains(unfiltered, l => l.Sequence == 1);
        Assert.Equal(all[^1].After, unfiltered[^1].After);
    }

    [Fact]
    public async Task Causes_AreSaidByWhoCalledAndHowItWasPaid()
    {
        await using var books = await AutumnAsync();
        var lines = (await books.Get<LedgerReader>().ListAsync(books.Admin, new(), int.MaxValue, Cancel)).Lines;
        var purchase = lines.Single(l => l.Sequence == 1);
        Assert.Equal("Visa ··4242", purchase.Cause.Option);
        Assert.Contains(lines, l => l.Kind == EntryKind.Usage && l.Cause is { Person.Length: > 0, Destination.Length: > 0 });
    }

    [Fact]
    public async Task Entry_SaysWhichLotsPaid_AndFits_UntilSomebodyChangesIt()
    {
        await using var books = await AutumnAsync();
        var reader = books.Get<EntryReader>();
        var usage = (await EntriesAsync(books)).First(e => e.Kind == EntryKind.Usage && e.From.IsLot);
        var detail = (await reader.ReadAsync(books.Admin, usage.Sequence, Cancel))!;
        Assert.True(detail.Fits);
        Assert.Equal(usage.Sequence - 1, detail.Previous!.Sequence);
        Assert.NotEmpty(detail.Call!.Explanation.Steps);
        Assert.Equal("PSTN.calls.2026-09.csv", detail.Call.FileName);
        var share = detail.Shares[0];
        Assert.Equal((usage.From, usage.Amount, usage.Amount), (share.From, share.Amount, share.Before!.Value - share.After!.Value));
        await books.TamperAsync($"DROP TRIGGER Entries_no_update; UPDATE \"Entries\" SET \"Amount\" = \"Amount\" + 1 WHERE \"Sequence\" = {usage.Sequence}");
        Assert.False((await reader.ReadAsync(books.Admin, usage.Sequence, Cancel))!.Fits);
        Assert.True((await reader.ReadAsync(books.Admin, 1, Cancel))!.Fits);
    }

    /// <summary>Counted from the beginning or from the end of the books, whichever is nearer.</summary>
    [Fact]
    public async Task Balances_AreThoseThatTheEntriesGiveOneByOne()
    {
        await using var books = await AutumnAsync();
        var entries = await EntriesAsync(books);
        var (balance, after) = (Money.Zero, new Dictionary<long, Money>());
        foreach (var entry in entries) after[entry.Sequence] = balance += LedgerEntry.ChangeOf(entry.From, entry.To, entry.Amount);
        for (var page = 1; page <= (entries.Count + LedgerReader.PageSize - 1) / LedgerReader.PageSize; page++)
            Assert.All((await books.Get<LedgerReader>().ListAsync(books.Admin, new(), page, Cancel)).Lines, l => Assert.Equal(after[l.Sequence], l.After));
        foreach (var sequence in new[] { 1L, 2, entries.Count / 2, entries.Count - 1, entries.Count })
        {
            var detail = (await books.Get<EntryReader>().ReadAsync(books.Admin, sequence, Cancel))!;
            Assert.Equal((after.GetValueOrDefault(sequence - 1), after[sequence]), (detail.Before, detail.After));
        }
    }

    [Fact]
    public async Task Numbers_AreMaskedForFinance_AndOthersSeeNothing()
    {
        await using var books = await AutumnAsync();
        var reader = books.Get<EntryReader>();
        var sequence = (await EntriesAsync(books)).First(e => e.Kind == EntryKind.Usage).Sequence;
        var whole = (await reader.ReadAsync(books.Admin, sequence, Cancel))!.Call!.Number!;
        var finance = books.Admin with { Permissions = Roles.PermissionsOf([Roles.FinanceReader]) };
        var masked = (await reader.ReadAsync(finance, sequence, Cancel))!.Call!.Number!;
        Assert.EndsWith("****", masked);
        Assert.Equal(whole[..^4], masked[..^4]);
        await Assert.ThrowsAsync<NotPermittedException>(() => reader.ReadAsync(books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) }, sequence, Cancel));
        var other = Guid.CreateVersion7();
        await books.Get<OrganizationSetup>().CreateAsync(new(other, Guid.NewGuid(), "Other", "EUR", "Etc/UTC", new(2026, 9, 1), NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum), "test", Cancel);
        var stranger = books.Admin with { OrganizationId = other };
        Assert.Null(await reader.ReadAsync(stranger, sequence, Cancel));
        Assert.Empty((await books.Get<LedgerReader>().ListAsync(stranger, new(), 1, Cancel)).Lines);
    }

    private static async Task<TestBooks> AutumnAsync()
    {
        var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-01T00:30:00Z"));
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        await books.BuyAsync(500, card);
        return books;
    }

    private static async Task<List<LedgerEntry>> EntriesAsync(TestBooks books)
    {
        await using var db = books.Read();
        return [.. (await db.Entries.OrderBy(e => e.Sequence).ToListAsync(Cancel)).Select(e => e.ToDomain())];
    }
}
