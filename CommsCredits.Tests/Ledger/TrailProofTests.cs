using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.ApiKeys;
using CommsCredits.Web.Features.Settings;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Ledger;

/// <summary>The audit trail's head goes where the ledger's goes, and what stands beside the ledger is what the trail says (R14.4).</summary>
public sealed class TrailProofTests
{
    private const string Down = "DROP TRIGGER Audit_no_update; DROP TRIGGER Audit_no_delete; DROP TRIGGER Postings_no_update; DROP TRIGGER Postings_no_delete; DROP TRIGGER ClosedMonths_no_update; ";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AClosedMonth_HoldsTheTrailsHead_InItsFingerprintPaperAndMail()
    {
        await using var books = await ClosedAsync();
        await using var db = books.Read();
        var month = await db.ClosedMonths.SingleAsync(Cancel);
        Assert.Equal(Convert.ToHexString((await db.Audit.SingleAsync(a => a.Sequence == month.TrailSequence, Cancel)).Hash), month.TrailHash);
        var statement = (await books.Get<StatementReader>().StatementAsync(books.Admin, month.Month, Cancel))!;
        Assert.Equal((3, month.Fingerprint), (statement.FingerprintVersion, statement.Fingerprint));
        Assert.NotEqual(month.Fingerprint, Fingerprint.Of(statement with { Trail = statement.Trail! with { Hash = new string('0', 64) } }));
        Assert.Contains($"\"trailHash\": \"{month.TrailHash}\"", System.Text.Encoding.UTF8.GetString(CommsCredits.Web.Documents.StatementJson.Write(statement)));
        Assert.Contains($"\"Trail\":\"{month.TrailHash![..16]}\"", (await db.Notices.SingleAsync(n => n.Kind == NoticeKind.MonthClosed, Cancel)).Figures);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    public async Task AMonthClosedBefore_KeepsItsFingerprint_AndHasNoHead()
    {
        await using var books = await ClosedAsync();
        var now = (await books.Get<StatementReader>().StatementAsync(books.Admin, new Month(2026, 9), Cancel))!;
        var before = Fingerprint.Of(now with { FingerprintVersion = 2, Trail = null });
        await books.TamperAsync(Down + $"""UPDATE "ClosedMonths" SET "TrailSequence" = NULL, "TrailHash" = NULL, "FingerprintVersion" = 2, "Fingerprint" = '{before}'""");
        Assert.Null((await books.CheckAsync()).Fault);
        var statement = (await books.Get<StatementReader>().StatementAsync(books.Admin, new Month(2026, 9), Cancel))!;
        Assert.Equal((before, null), (statement.Fingerprint, statement.Trail));
        Assert.DoesNotContain("trail", System.Text.Encoding.UTF8.GetString(CommsCredits.Web.Documents.StatementJson.Write(statement)));
    }

    /// <summary>Whoever holds the database takes a row out and chains the trail anew, as the program itself would: the closed month does not fit it any more.</summary>
    [Fact]
    public async Task ATrailThatIsWrittenAnew_IsNotTheOneTheMonthWasClosedWith()
    {
        await using var books = await ClosedAsync();
        await books.TamperAsync(Down + """
            DELETE FROM "Audit" WHERE "Sequence" = 2;
            UPDATE "Audit" SET "Sequence" = -"Sequence"; UPDATE "Audit" SET "Sequence" = CASE WHEN "Sequence" < -2 THEN -"Sequence" - 1 ELSE -"Sequence" END;
            UPDATE "Pools" SET "AuditSequence" = 0;
            """);
        await RechainAsync(books);
        Assert.Equal("TrailHeadDiffers", (await books.CheckAsync()).Fault?.Code);
    }

    [Theory]
    [InlineData("""UPDATE "Organizations" SET "SignInAgainAbove" = NULL""", "Settings")]
    [InlineData("""UPDATE "Organizations" SET "TopUpMaximum" = 9000000000000""", "Settings")]
    [InlineData("""UPDATE "RechargeRules" SET "MonthCap" = 9000000000000""", "RechargeRule")]
    [InlineData("""DELETE FROM "RechargeRules" """, "RechargeRule")]
    [InlineData("""INSERT INTO "ApiKeys" SELECT '11111111-1111-1111-1111-111111111111', "OrganizationId", 'planted', "Scopes", x'00', "Hint", "Created", "CreatedBy", "Expires", "Revoked", "LastUsed", "PreviousHash", "PreviousUntil" FROM "ApiKeys" """, "ApiKeys")]
    [InlineData("""UPDATE "ApiKeys" SET "Scopes" = 'Usage Statements Balance' """, "ApiKeys")]
    [InlineData("""UPDATE "Recipients" SET "Address" = 'else@example.org' """, "Recipients")]
    [InlineData("""UPDATE "PaymentOptions" SET "LastFour" = '0000' """, "PaymentOptions")]
    public async Task WhatIsChangedByOtherMeans_IsNamed_AndALaterChangeHidesNothing(string sql, string part)
    {
        await using var books = await SettledAsync();
        Assert.Null((await books.CheckAsync()).Fault);
        await books.TamperAsync(sql.Replace("INSERT INTO \"ApiKeys\" SELECT", $"INSERT INTO \"ApiKeys\" ({await KeyColumnsAsync(books)}) SELECT", StringComparison.Ordinal));
        Assert.Equal(("StateDiffers", part), await FaultAsync(books));
        await using (var db = books.Read())
            await books.Get<SettingsOperations>().SaveAsync(books.Admin, OrganizationSettings.Of(await db.Organizations.SingleAsync(Cancel)) with { Name = "Another" }, Cancel);
        await books.Get<ApiKeyOperations>().AddAsync(books.Admin, new("another", [ApiScope.Balance], null), Cancel);
        Assert.Equal(("StateDiffers", part), await FaultAsync(books));
    }

    [Theory]
    [InlineData("""DELETE FROM "Postings" """)]
    [InlineData("""UPDATE "Postings" SET "Key" = 'adjust:other' """)]
    [InlineData("""UPDATE "Postings" SET "Content" = replace("Content", 'found', 'lost') """)]
    public async Task AWishThatIsForgottenOrChanged_IsNoticed(string sql)
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(100, await books.AddCardAsync());
        Assert.Null((await books.Get<Corrections>().PostAsync(books.Admin, "k1", new AdjustLot(1, Money.OfUnits(5)), "found money", Cancel)).Refused);
        Assert.Null((await books.CheckAsync()).Fault);
        await books.TamperAsync(Down + sql);
        Assert.Equal("PostingsDiffer", (await books.CheckAsync()).Fault?.Code);
    }

    [Fact]
    public async Task NothingAppendOnly_IsReplaced()
    {
        await using var books = await ClosedAsync();
        await books.Get<Corrections>().PostAsync(books.Admin, "k1", new AdjustLot(1, Money.OfUnits(5)), "found money", Cancel);
        await books.Get<StatementPrinter>().PrintAsync(books.Admin, new Month(2026, 9), StatementFormat.Pdf, System.Globalization.CultureInfo.InvariantCulture, CommsCredits.Web.Documents.Layout.Paper.A4, Cancel);
        foreach (var table in LedgerGuards.Tables)
            foreach (var how in new[] { "INSERT OR REPLACE INTO", "REPLACE INTO" })
            {
                var fault = await Assert.ThrowsAsync<SqliteException>(() => books.TamperAsync($"{how} \"{table}\" SELECT * FROM \"{table}\" LIMIT 1"));
                Assert.Contains("append-only", fault.Message, StringComparison.Ordinal);
            }
        // By its number in the organization as well
        var second = await Assert.ThrowsAsync<SqliteException>(() => books.TamperAsync("""
            INSERT OR REPLACE INTO "Audit" ("Id", "OrganizationId", "Sequence", "At", "ActorId", "Action", "Subject", "Hash") SELECT 99999, "OrganizationId", "Sequence", "At", 'person:else', "Action", "Subject", "Hash" FROM "Audit" LIMIT 1
            """));
        Assert.Contains("append-only", second.Message, StringComparison.Ordinal);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    private static async Task<(string?, string?)> FaultAsync(TestBooks books) => (await books.CheckAsync()).Fault is { } fault ? (fault.Code, fault.Figures[0].ToString()) : (null, null);

    private static async Task<string> KeyColumnsAsync(TestBooks books)
    {
        await Task.CompletedTask;
        return string.Join(", ", new[] { "Id", "OrganizationId", "Name", "Scopes", "Hash", "Hint", "Created", "CreatedBy", "Expires", "Revoked", "LastUsed", "PreviousHash", "PreviousUntil" }.Select(c => $"\"{c}\""));
    }

    /// <summary>As an old trail is chained at the first start of a version that knows chains.</summary>
    private static async Task RechainAsync(TestBooks books)
    {
        await books.TamperAsync("PRAGMA user_version = 0");
        await using var db = books.Get<IDbContextFactory<CommsCreditsDb>>().CreateDbContext();
        db.OrganizationId = books.OrganizationId;
        var seal = typeof(AuditTrail).GetMethod("SealOldAsync", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        await (Task)seal.Invoke(null, [db, Cancel])!;
    }

    private static async Task<TestBooks> ClosedAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.BuyAsync(100, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-05T09:00:00Z"));
        await books.RunJobsAsync();
        return books;
    }

    private static async Task<TestBooks> SettledAsync()
    {
        var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(100, card);
        await books.SetRuleAsync(10, 50, 200, 3, card);
        await using (var db = books.Read())
            Assert.Null((await books.Get<SettingsOperations>().SaveAsync(books.Admin, OrganizationSettings.Of(await db.Organizations.SingleAsync(Cancel)) with { SignInAgainAbove = Money.OfUnits(100) }, Cancel)).Refused);
        Assert.Null((await books.Get<RecipientOperations>().AddAsync(books.Admin, new() { Address = "a@example.org", Name = "A", Language = "en" }, Cancel)).Refused);
        Assert.Null((await books.Get<ApiKeyOperations>().AddAsync(books.Admin, new("program", [ApiScope.Balance], null), Cancel)).Refused);
        return books;
    }
}
