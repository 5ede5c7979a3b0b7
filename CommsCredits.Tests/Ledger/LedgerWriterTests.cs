using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Ledger;

public sealed class LedgerWriterTests
{
    [Fact]
    [Trait("Case", "H01")]
    public async Task Buy_TwiceAtOnceUnderOneKey_MakesOneLot()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => books.BuyAsync(50, card, "one-form")));
        Assert.All(answers, a => Assert.Null(a.Refused));
        await using var db = books.Read();
        Assert.Equal(1, await db.Lots.CountAsync(TestBooks.Cancel));
        Assert.Equal(1, await db.Entries.CountAsync(TestBooks.Cancel));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    [Trait("Case", "H02")]
    [Trait("Case", "H03")]
    public async Task Buy_AnotherAmountUnderASpentKey_NamesTheFieldAndWritesNothing()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(100, card, "form");
        var second = await books.BuyAsync(200, card, "form");
        Assert.Equal("KeySpent", second.Refused?.Code);
        Assert.Equal(nameof(TopUpWish.Amount), second.Refused?.Figures[0]);
        await using var db = books.Read();
        Assert.Equal(Money.OfUnits(100), (await db.Lots.SingleAsync(TestBooks.Cancel)).Left);
    }

    /// <summary>A write costs as much as there are lots with money, not as many as there ever were; a late call still finds the ended lot that may pay it (R4.5).</summary>
    [Fact]
    public async Task Write_ReadsTheLotsThatHoldMoney_AndOthersOnlyWhereACallMayNeedThem()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-09-01T09:00:00Z");
        var card = await books.AddCardAsync();
        for (var i = 0; i < 4; i++)
        {
            await books.BuyAsync(50, card);
            await books.UseAsync(i == 3 ? 20 : 50);
        }
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2027-09-10T09:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await books.RunJobsAsync();
        await books.BuyAsync(50, card);
        Assert.Equal([5], await LotsAsync(null));
        Assert.Equal([5, 4], (await LotsAsync(SmallBooks.At("2026-12-01"))).OrderDescending());
        Assert.Equal([5, 4, 3, 2, 1], (await LotsAsync(DateTime.MinValue)).OrderDescending());

        async Task<List<int>> LotsAsync(DateTime? reach)
        {
            List<int> lots = [];
            await books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.CorrectLedger, async session =>
            {
                if (reach is { } from) await session.ReachAsync(from, TestBooks.Cancel);
                else Assert.Throws<PoolBrokenException>(() => session.Pool.Draw(UsageKind.International, Money.OfUnits(1), SmallBooks.At("2026-12-01")));
                lots = [.. session.Pool.Lots.Select(l => l.Number)];
                return new Refused("OnlyLooked");
            }, TestBooks.Cancel);
            return lots;
        }
    }

    [Fact]
    public async Task Write_WithoutAnAuditRow_IsNotCommitted()
    {
        await using var books = await TestBooks.OpenAsync();
        var deed = books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.AddFunds, session =>
        {
            session.OrganizationRow.Name = "Changed";
            return Task.FromResult<Outcome<int>>(1);
        }, TestBooks.Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => deed);
        await using var db = books.Read();
        Assert.Equal("Test Ltd", (await db.Organizations.SingleAsync(TestBooks.Cancel)).Name);
    }

    /// <summary>Signed out everywhere: a page that is still open commits nothing, not even within the seconds until it hears of it.</summary>
    [Fact]
    public async Task Write_OfAnEndedSession_IsNotCommitted()
    {
        await using var books = await TestBooks.OpenAsync();
        var session = Guid.NewGuid();
        await books.TamperAsync($"INSERT INTO Sessions (KeyHash, Id, TenantId, PersonId, Ticket, Started, Renewed, Expires) VALUES (x'01', '{session.ToString().ToUpperInvariant()}', '{Guid.Empty}', 'person:test', x'02', '2026-09-01 09:00:00', '2026-09-01 09:00:00', '9999-12-31 00:00:00')");
        Assert.Null((await RenameAsync("Renamed")).Refused);
        await books.Get<Web.Security.Sessions>().EndAsync(Guid.Empty, "person:test", null, TestBooks.Cancel);
        await Assert.ThrowsAsync<ActorEndedException>(() => RenameAsync("Stolen"));
        await using var db = books.Read();
        Assert.Equal("Renamed", (await db.Organizations.SingleAsync(TestBooks.Cancel)).Name);

        Task<Outcome<int>> RenameAsync(string name) => books.Get<LedgerWriter>().WriteAsync<int>(books.Admin with { Session = session }, Permission.ChangeSettings, write =>
        {
            write.OrganizationRow.Name = name;
            write.Audit("Settings.Changed", "test");
            return Task.FromResult<Outcome<int>>(1);
        }, TestBooks.Cancel);
    }

    /// <summary>What a page never sends: another organization's option, one of another kind, a card that has run out, a key without an end, a sum beyond all sums.</summary>
    [Fact]
    public async Task Buy_WithWhatNoFormOffers_ChargesNobody()
    {
        await using var books = await TestBooks.OpenAsync();
        var (card, other) = (await books.AddCardAsync(), await books.AddCardAsync(fingerprint: "fp-2", isDefault: false));
        await books.TamperAsync($"UPDATE PaymentOptions SET OrganizationId = '{Guid.NewGuid().ToString().ToUpperInvariant()}' WHERE Fingerprint = 'fp-2'");
        Assert.Equal(("OptionUnknown", nameof(TopUpWish.OptionId)), await RefusedAsync(PaymentMethod.Sandbox, other));
        Assert.Equal(("OptionUnknown", nameof(TopUpWish.OptionId)), await RefusedAsync(PaymentMethod.Sandbox, Guid.NewGuid()));
        Assert.Equal(("OptionUnknown", nameof(TopUpWish.OptionId)), await RefusedAsync(PaymentMethod.Invoice, card));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => books.BuyAsync(100, card, new string('k', TopUpDesk.LongestKey + 1)));
        Assert.Null((await books.BuyAsync(100, card, new string('k', TopUpDesk.LongestKey))).Refused);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2031-01-01T00:00:00Z"));
        Assert.Equal(("OptionRunOut", nameof(TopUpWish.OptionId)), await RefusedAsync(PaymentMethod.Sandbox, card));
        await using var db = books.Read();
        Assert.Equal(1, await db.TopUps.CountAsync(TestBooks.Cancel));

        async Task<(string?, object?)> RefusedAsync(PaymentMethod method, Guid option) =>
            (await books.Get<TopUpDesk>().BuyAsync(books.Admin, Guid.NewGuid().ToString("N"), new() { Amount = Money.OfUnits(100), Method = method, OptionId = option }, TestBooks.Cancel)).Refused is { } refused ? (refused.Code, refused.Figures[^1]) : default;
    }

    [Fact]
    public async Task Buy_RecordedBeyondAllSums_IsRefused_AndNothingOverflows()
    {
        await using var books = await TestBooks.OpenAsync();
        Assert.Equal("AboveMaximum", (await RecordAsync(FundingLimits.MostRecorded + Money.Of(0.01m))).Refused?.Code);
        for (var i = 0; i < 100; i++) Assert.Null((await RecordAsync(FundingLimits.MostRecorded)).Refused);
        var full = (await RecordAsync(Money.Of(0.01m))).Refused;
        Assert.Equal(("AboveMaximum", Money.Zero), (full?.Code, full?.Figures[0]));
        Assert.Null((await books.CheckAsync()).Fault);

        Task<Outcome<TopUp>> RecordAsync(Money amount) =>
            books.Get<TopUpDesk>().BuyAsync(books.Admin, Guid.NewGuid().ToString("N"), new() { Amount = amount, Method = PaymentMethod.Recorded, RecordedDay = new(2026, 9, 1), Reference = "R-1" }, TestBooks.Cancel);
    }

    [Fact]
    public async Task Write_WithoutThePermission_IsRefused()
    {
        await using var books = await TestBooks.OpenAsync();
        var reader = books.Admin with { Permissions = Roles.PermissionsOf([Roles.FinanceReader]) };
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<LedgerWriter>().WriteAsync<int>(reader, Permission.AddFunds, _ => Task.FromResult<Outcome<int>>(1), TestBooks.Cancel));
    }

    [Fact]
    public async Task Write_ManyAtOnce_NumbersEntriesWithoutAGap()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(60, card);
        var draws = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => DrawAsync(books, i)));
        Assert.Equal(60, draws.Count(d => d.Refused is null));
        await using var db = books.Read();
        var sequences = await db.Entries.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync(TestBooks.Cancel);
        Assert.Equal(Enumerable.Range(1, 61).Select(i => (long)i), sequences);
        Assert.Equal(Money.Zero, (await db.Lots.SingleAsync(TestBooks.Cancel)).Left);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Theory]
    [InlineData("UPDATE Entries SET Amount = Amount + 1")]
    [InlineData("DELETE FROM Entries")]
    [InlineData("UPDATE Audit SET ActorId = 'x'")]
    [InlineData("DELETE FROM Audit")]
    public async Task Database_RefusesToChangeWhatIsAppendOnly(string sql)
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        var refused = await Assert.ThrowsAsync<SqliteException>(() => books.TamperAsync(sql));
        Assert.Contains("append-only", refused.Message);
    }

    [Theory]
    [Trait("Case", "K09")]
    [InlineData("UPDATE Entries SET Amount = 51000000 WHERE Sequence = 3", 3, "HashDiffers")]
    [InlineData("UPDATE Entries SET Sequence = 99 WHERE Sequence = 4; UPDATE Entries SET Sequence = 4 WHERE Sequence = 5; UPDATE Entries SET Sequence = 5 WHERE Sequence = 99", 4, "HashDiffers")]
    [InlineData("UPDATE Lots SET \"Left\" = \"Left\" + 1 WHERE Number = 2", 2, "LotDiffers")]
    [InlineData("DELETE FROM Entries WHERE Sequence > 2", 3, "TailCut")]
    [InlineData("DELETE FROM Entries WHERE Sequence = 2", 2, "EntryMissing")]
    [InlineData("UPDATE Pools SET Overdraft = 5", 12, "OverdraftDiffers")]
    [InlineData("UPDATE DaySums SET Amount = Amount + 1", 12, "DaySumsDiffer")]
    [InlineData("DELETE FROM DaySums", 12, "DaySumsDiffer")]
    [InlineData("INSERT INTO DestinationSums SELECT OrganizationId, '2026-09-01', 'Peru', 1, 2, 2 FROM Pools", 12, "CallSumsDiffer")]
    [InlineData("DELETE FROM Lots WHERE Number = 7", 7, "LotDiffers")]
    public async Task Check_NamesTheEntry(string sql, long sequence, string code)
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        for (var i = 0; i < 12; i++) await books.BuyAsync(50, card);
        await books.TamperAsync("DROP TRIGGER Entries_no_update; DROP TRIGGER Entries_no_delete;" + sql);
        var fault = (await books.CheckAsync()).Fault;
        Assert.Equal((sequence, code), (fault?.Sequence, fault?.Code));
    }

    private static Task<Outcome<int>> DrawAsync(TestBooks books, int number) =>
        books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.CorrectLedger, session =>
        {
            if (!session.UsableNow.IsPositive) return Task.FromResult<Outcome<int>>(new Refused("Empty"));
            session.Post(session.Pool.Draw(UsageKind.International, Money.OfUnits(1), session.Now), $"call:{number}", $"call:{number}", PostingContent.Of(("n", $"{number}")).Hash());
            session.Audit("Test.Drawn", $"call:{number}");
            return Task.FromResult<Outcome<int>>(1);
        }, TestBooks.Cancel);
}
