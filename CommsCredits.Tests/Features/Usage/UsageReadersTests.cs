using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;

namespace CommsCredits.Tests.Features.Usage;

public sealed class UsageReadersTests
{
    private const string Dirty = "PSTN.calls.2026-10.dirty.csv";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_AccountsForEveryLine_AndSaysWhatItDidToThePool()
    {
        await using var books = await OctoberAsync();
        var reader = books.Get<ImportsReader>();
        var listed = Assert.Single((await reader.ListAsync(books.Admin, 1, Cancel)).Imports);
        var view = (await reader.ViewAsync(books.Admin, listed.Id, Cancel))!;
        Assert.Equal((1513, 1501, 7, 3, 2), (view.Import.Lines, view.Import.Records, view.Import.Known, view.Import.Exceptions, view.Import.Unreadable));
        Assert.Equal(1000, view.Import.Thousandths);
        Assert.Equal(view.Import.BalanceBefore - view.Import.ChargedAmount, view.Import.BalanceAfter);
        Assert.Equal([ExceptionReason.UnknownCallType, ExceptionReason.ChargeOnFreeRow, ExceptionReason.OtherCurrency], view.Groups.Select(g => g.Code).Order());
        Assert.Equal("user_teleported", view.Groups.Single(g => g.Code == ExceptionReason.UnknownCallType).Key);
        Assert.Equal(("EUR", Money.Of(1.25m)), view.Groups.Where(g => g.Code == ExceptionReason.OtherCurrency).Select(g => (g.Key, g.SourceAmount!.Value)).Single());
        Assert.Equal(["CellCount", "Cell"], view.Unreadable.Select(u => u.Fault));
        Assert.Equal(3, (await reader.ExceptionsAsync(books.Admin, Cancel)).Total);
    }

    [Fact]
    public async Task Calls_ArePaged_NewestFirst_WithoutGapOrRepeat()
    {
        await using var books = await OctoberAsync();
        var reader = books.Get<CallsReader>();
        var seen = new List<CallLine>();
        for (var page = 1; page <= 31; page++) seen.AddRange((await reader.ListAsync(books.Admin, new(), page, Cancel)).Lines);
        Assert.Equal(1501, seen.Count);
        Assert.Equal(1501, seen.Select(c => c.UsageId).Distinct().Count());
        Assert.Equal(seen.Select(c => c.Start).OrderDescending(), seen.Select(c => c.Start));
        Assert.Equal(seen[^1], (await reader.ListAsync(books.Admin, new(), int.MaxValue, Cancel)).Lines[^1]);
    }

    [Fact]
    public async Task Filters_ByDayStateKindPersonAndNumber()
    {
        await using var books = await OctoberAsync();
        var reader = books.Get<CallsReader>();
        var all = await reader.ListAsync(books.Admin, new(), 1, Cancel);
        var charged = await reader.ListAsync(books.Admin, new() { State = CallState.Booked }, 1, Cancel);
        Assert.Equal(all.Charged, charged.Total);
        Assert.All(charged.Lines, c => Assert.True(c.Charge.IsPositive));
        var day = new DateOnly(2026, 10, 7);
        var ofDay = await reader.ListAsync(books.Admin, new() { From = day, To = day }, 1, Cancel);
        Assert.All(ofDay.Lines, c => Assert.Equal(day, DateOnly.FromDateTime(c.Start)));
        Assert.InRange(ofDay.Total, 1, 200);
        var kind = await reader.ListAsync(books.Admin, new() { Kind = UsageKind.International }, 1, Cancel);
        Assert.All(kind.Lines, c => Assert.Equal(UsageKind.International, c.Kind));
        var named = await reader.ListAsync(books.Admin, new() { Person = "ruiz, ANA" }, 1, Cancel);
        Assert.Equal("Ruiz, Ana \"Bela\"", Assert.Single(named.Lines).PersonName);
        Assert.Empty((await reader.ListAsync(books.Admin, new() { Person = "%" }, 1, Cancel)).Lines);
        var number = charged.Lines.First(c => c.Number is { Length: > 8 } n && !n.Contains('*')).Number!;
        Assert.All((await reader.ListAsync(books.Admin, new() { Number = number }, 1, Cancel)).Lines, c => Assert.Equal(number, c.Number));
    }

    [Fact]
    public async Task Numbers_AreMaskedForFinance_WhoCannotSearchForThem()
    {
        await using var books = await OctoberAsync();
        var finance = books.Admin with { Permissions = Roles.PermissionsOf([Roles.FinanceReader]) };
        var calls = await books.Get<CallsReader>().ListAsync(finance, new() { Number = "999999999" }, 1, Cancel);
        Assert.Equal(1501, calls.Total);
        Assert.All(calls.Lines.Where(c => c.Number is not null), c => Assert.EndsWith("****", c.Number));
        var reader = books.Get<ImportsReader>();
        var import = (await reader.ListAsync(finance, 1, Cancel)).Imports[0].Id;
        var whole = (await reader.ViewAsync(books.Admin, import, Cancel))!;
        var masked = (await reader.ViewAsync(finance, import, Cancel))!;
        Assert.Matches(@"\+\d{8,}(,|$)", whole.Unreadable[1].Text);
        Assert.DoesNotMatch(@"\+\d{8,}(,|$)", masked.Unreadable[1].Text);
        Assert.All(masked.Groups.SelectMany(g => g.Lines).Where(l => l.Number is not null), l => Assert.EndsWith("****", l.Number));
    }

    [Fact]
    public async Task AnotherOrganization_SeesNothing()
    {
        await using var books = await OctoberAsync();
        var import = (await books.Get<ImportsReader>().ListAsync(books.Admin, 1, Cancel)).Imports[0].Id;
        var call = (await books.Get<CallsReader>().ListAsync(books.Admin, new(), 1, Cancel)).Lines[0].UsageId;
        var other = Guid.CreateVersion7();
        await books.Get<OrganizationSetup>().CreateAsync(new(other, Guid.NewGuid(), "Other", "EUR", "Etc/UTC", new(2026, 9, 1), NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum), "test", Cancel);
        var stranger = books.Admin with { OrganizationId = other };
        Assert.Null(await books.Get<ImportsReader>().ViewAsync(stranger, import, Cancel));
        Assert.Empty((await books.Get<ImportsReader>().ListAsync(stranger, 1, Cancel)).Imports);
        Assert.Null(await books.Get<CallsReader>().DetailAsync(stranger, call, Cancel));
        Assert.Empty((await books.Get<CallsReader>().ListAsync(stranger, new(), 1, Cancel)).Lines);
    }

    [Fact]
    public async Task Upload_ThatBreaksOff_LeavesNoImportAndNoFile()
    {
        await using var books = await TestBooks.OpenAsync();
        await Assert.ThrowsAsync<IOException>(() => books.Get<UsageOperations>().StartImportAsync(books.Admin, "a.csv", new BrokenStream(), Cancel));
        Assert.Empty((await books.Get<ImportsReader>().ListAsync(books.Admin, 1, Cancel)).Imports);
        Assert.Empty(Directory.GetFiles(Path.Combine(books.Folder, "imports")));
    }

    private static async Task<TestBooks> OctoberAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.BuyAsync(600, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-11-01T00:30:00Z"));
        await books.ImportAsync(Dirty);
        return books;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }
}
