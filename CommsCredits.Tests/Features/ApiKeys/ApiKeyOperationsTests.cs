using System.Text;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.ApiKeys;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.ApiKeys;

/// <summary>What becomes of keys, and what a key opens at which instant.</summary>
public sealed class ApiKeyOperationsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASecret_OpensWhatItWasGiven_AndIsNamedByItsId()
    {
        await using var books = await TestBooks.OpenAsync();
        var shown = await AddAsync(books, scopes: [ApiScope.Usage, ApiScope.Balance]);
        Assert.Matches("^cc_[A-Za-z0-9_-]{43}$", shown.Secret);
        var caller = (await books.Get<ApiKeyDoor>().FindAsync(shown.Secret, System.Net.IPAddress.Parse("::ffff:192.0.2.7"), Cancel))!;
        Assert.Equal((books.OrganizationId, $"apikey:{shown.Id}", ActorKind.ApiKey, "192.0.2.7"), (caller.Actor.OrganizationId, caller.Actor.Id, caller.Actor.Kind, caller.Actor.From));
        Assert.Equal(ApiScopes.PermissionsOf([ApiScope.Balance, ApiScope.Usage]).Order(), caller.Actor.Permissions.Order());
        Assert.Equal("USD", caller.Currency.Code);
    }

    [Fact]
    public async Task TwoSecrets_AreNeverAlike_AndAnotherByteOpensNothing()
    {
        await using var books = await TestBooks.OpenAsync();
        var (one, other) = (await AddAsync(books, "one"), await AddAsync(books, "other"));
        Assert.NotEqual(one.Secret, other.Secret);
        foreach (var wrong in new[] { "", "cc_", one.Secret[..^1], one.Secret + "A", one.Secret.ToUpperInvariant(), one.Secret[3..], "cc_" + new string('A', 43) })
            Assert.False(await OpensAsync(books, wrong), wrong);
    }

    /// <summary>R14.3: a Billing.Admin brings no calls in, so no key of theirs does; nor by a new secret of somebody else's key.</summary>
    [Fact]
    public async Task AKey_NeverGivesWhatItsMakerLacks_AtMaking()
    {
        await using var books = await TestBooks.OpenAsync();
        var billing = books.Admin with { Permissions = Roles.PermissionsOf([Roles.BillingAdmin]) };
        foreach (var scopes in new ApiScope[][] { [ApiScope.Usage], [ApiScope.Balance, ApiScope.Usage] })
            Assert.Equal("ApiKeyScopeBeyond", (await books.Get<ApiKeyOperations>().AddAsync(billing, new("theirs", scopes, null), Cancel)).Refused?.Code);
        Assert.Null((await books.Get<ApiKeyOperations>().AddAsync(billing, new("theirs", [ApiScope.Balance, ApiScope.Statements], null), Cancel)).Refused);
        var importing = await AddAsync(books, scopes: [ApiScope.Usage]);
        Assert.Equal("ApiKeyScopeBeyond", (await books.Get<ApiKeyOperations>().RotateAsync(billing, importing.Id, 0, Cancel)).Refused?.Code);
        Assert.True(await OpensAsync(books, importing.Secret));
        Assert.Null((await books.Get<ApiKeyOperations>().RevokeAsync(billing, importing.Id, Cancel)).Refused);
    }

    /// <summary>A role that the directory has taken from the maker is taken from the key, and comes back with it.</summary>
    [Fact]
    public async Task AKey_NeverGivesWhatItsMakerLacks_AtUse()
    {
        await using var books = await TestBooks.OpenAsync();
        var shown = await AddAsync(books, scopes: [ApiScope.Balance, ApiScope.Usage]);
        await books.TamperAsync($"INSERT INTO People (OrganizationId, Id, Name, Login, LastSeen, NoticesSeen, Roles) SELECT Id, '{books.Admin.Id}', 'Ana', 'ana@test.example', '2026-09-01 09:00:00', 0, NULL FROM Organizations");
        foreach (var (roles, may) in new[] { ("NULL", "SeeOverview SeeUsage ImportUsage"), ("'Billing.Admin'", "SeeOverview SeeUsage"), ("'Telecom.Admin'", "SeeOverview SeeUsage ImportUsage"), ("''", "") })
        {
            await books.TamperAsync($"UPDATE People SET Roles = {roles}");
            var caller = (await books.Get<ApiKeyDoor>().FindAsync(shown.Secret, null, Cancel))!;
            Assert.Equal((roles, may), (roles, string.Join(' ', caller.Actor.Permissions.Order())));
        }
    }

    /// <summary>A key that was revoked, or whose day ended, after the program had begun: its deed is not committed.</summary>
    [Fact]
    public async Task ADeedUnderWay_OfARevokedKey_IsNotCommitted()
    {
        await using var books = await TestBooks.OpenAsync();
        var shown = await AddAsync(books, scopes: [ApiScope.Usage]);
        var caller = (await books.Get<ApiKeyDoor>().FindAsync(shown.Secret, null, Cancel))!;
        Assert.Null((await WriteAsync()).Refused);
        await books.Get<ApiKeyOperations>().RevokeAsync(books.Admin, shown.Id, Cancel);
        await Assert.ThrowsAsync<ActorEndedException>(WriteAsync);
        await using var db = books.Read();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "Test.Done", Cancel));

        Task<Outcome<int>> WriteAsync() => books.Get<LedgerWriter>().WriteAsync<int>(caller.Actor, Permission.ImportUsage, session =>
        {
            session.Audit("Test.Done", "test");
            return Task.FromResult<Outcome<int>>(1);
        }, Cancel);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(168)]
    public async Task ARotatedKey_IsOpenedByItsOldSecret_ForTheHoursChosen_AndNotLonger(int hours)
    {
        await using var books = await TestBooks.OpenAsync();
        var old = await AddAsync(books);
        var young = (await books.Get<ApiKeyOperations>().RotateAsync(books.Admin, old.Id, hours, Cancel)).Value!;
        Assert.True(await OpensAsync(books, young.Secret));
        if (hours > 0)
        {
            books.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMilliseconds(1));
            Assert.True(await OpensAsync(books, old.Secret));
            books.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.False(await OpensAsync(books, old.Secret));
        Assert.True(await OpensAsync(books, young.Secret));
    }

    [Fact]
    public async Task ASecondRotation_EndsTheFirstSecretAtOnce()
    {
        await using var books = await TestBooks.OpenAsync();
        var first = await AddAsync(books);
        var second = (await books.Get<ApiKeyOperations>().RotateAsync(books.Admin, first.Id, 168, Cancel)).Value!;
        var third = (await books.Get<ApiKeyOperations>().RotateAsync(books.Admin, first.Id, 24, Cancel)).Value!;
        Assert.Equal((false, true, true), (await OpensAsync(books, first.Secret), await OpensAsync(books, second.Secret), await OpensAsync(books, third.Secret)));
        Assert.Equal("ApiKeyOverlap", (await books.Get<ApiKeyOperations>().RotateAsync(books.Admin, first.Id, 2, Cancel)).Refused?.Code);
    }

    [Fact]
    public async Task AKey_WorksThroughItsLastLocalDay()
    {
        await using var books = await TestBooks.OpenAsync(zone: "America/Los_Angeles", now: "2026-09-01T20:00:00Z");
        var shown = (await books.Get<ApiKeyOperations>().AddAsync(books.Admin, new("until tomorrow", [ApiScope.Balance], new(2026, 9, 2)), Cancel)).Value!;
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-03T06:59:59Z"));
        Assert.True(await OpensAsync(books, shown.Secret));
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-03T07:00:00Z"));
        Assert.False(await OpensAsync(books, shown.Secret));
        Assert.Equal(ApiKeyState.Expired, Assert.Single((await books.Get<ApiKeyReader>().BookAsync(books.Admin, Cancel)).Keys).State);
        Assert.Equal("ApiKeyOver", (await books.Get<ApiKeyOperations>().RotateAsync(books.Admin, shown.Id, 0, Cancel)).Refused?.Code);
    }

    [Fact]
    public async Task ARevokedKey_IsClosedAtOnce_WithTheSecretBefore_ForGood()
    {
        await using var books = await TestBooks.OpenAsync();
        var old = await AddAsync(books);
        var young = (await books.Get<ApiKeyOperations>().RotateAsync(books.Admin, old.Id, 168, Cancel)).Value!;
        Assert.Null((await books.Get<ApiKeyOperations>().RevokeAsync(books.Admin, old.Id, Cancel)).Refused);
        Assert.Equal((false, false), (await OpensAsync(books, old.Secret), await OpensAsync(books, young.Secret)));
        foreach (var again in new[] { (await books.Get<ApiKeyOperations>().RevokeAsync(books.Admin, old.Id, Cancel)).Refused, (await books.Get<ApiKeyOperations>().RotateAsync(books.Admin, old.Id, 0, Cancel)).Refused, (await books.Get<ApiKeyOperations>().RenameAsync(books.Admin, old.Id, "x", Cancel)).Refused })
            Assert.Equal("ApiKeyOver", again?.Code);
    }

    [Fact]
    public async Task EachDeed_IsInTheAuditTrail_ThatStaysWhole()
    {
        await using var books = await TestBooks.OpenAsync();
        var operations = books.Get<ApiKeyOperations>();
        var shown = await AddAsync(books, "billing export");
        await operations.RenameAsync(books.Admin, shown.Id, " billing export 2 ", Cancel);
        await operations.RotateAsync(books.Admin, shown.Id, 24, Cancel);
        await operations.RevokeAsync(books.Admin, shown.Id, Cancel);
        await using var db = books.Read();
        var rows = await db.Audit.Where(a => a.Subject == $"apikey:{shown.Id}").OrderBy(a => a.Id).ToListAsync(Cancel);
        Assert.Equal(["ApiKey.Added", "ApiKey.Renamed", "ApiKey.Rotated", "ApiKey.Revoked"], rows.Select(r => r.Action));
        Assert.Contains("billing export 2", rows[1].After, StringComparison.Ordinal);
        Assert.All(rows, r => Assert.Equal(books.Admin.Id, r.ActorId));
        Assert.Null(await CommsCredits.Web.Data.AuditTrail.FirstFaultAsync(db, Cancel));
    }

    [Fact]
    public async Task ASecret_IsInNoFileOfTheDataFolder()
    {
        await using var books = await TestBooks.OpenAsync();
        var shown = await AddAsync(books);
        var rotated = (await books.Get<ApiKeyOperations>().RotateAsync(books.Admin, shown.Id, 24, Cancel)).Value!;
        await OpensAsync(books, shown.Secret);
        await OpensAsync(books, rotated.Secret);
        SqliteConnection.ClearAllPools();
        var hint = Encoding.ASCII.GetBytes(rotated.Secret[..8]);
        Assert.Contains(Directory.GetFiles(books.Folder, "*", SearchOption.AllDirectories), f => File.ReadAllBytes(f).AsSpan().IndexOf(hint) >= 0);
        foreach (var file in Directory.GetFiles(books.Folder, "*", SearchOption.AllDirectories))
            foreach (var secret in new[] { shown.Secret, rotated.Secret })
                Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret[8..])) < 0, file);
    }

    [Fact]
    public async Task LastUse_IsWrittenOnceAMinute()
    {
        await using var books = await TestBooks.OpenAsync();
        var shown = await AddAsync(books);
        var first = books.Clock.GetUtcNow().UtcDateTime;
        await OpensAsync(books, shown.Secret);
        books.Clock.Advance(TimeSpan.FromSeconds(59));
        await OpensAsync(books, shown.Secret);
        Assert.Equal(first, await UsedAsync(books));
        books.Clock.Advance(TimeSpan.FromSeconds(1));
        await OpensAsync(books, shown.Secret);
        Assert.Equal(first.AddMinutes(1), await UsedAsync(books));
    }

    [Fact]
    public async Task WhatIsWrong_IsRefused_AndWritesNothing()
    {
        await using var books = await TestBooks.OpenAsync();
        await AddAsync(books, "taken");
        foreach (var (wish, code) in new (ApiKeyWish, string)[]
        {
            (new(" ", [ApiScope.Balance], null), "ApiKeyNameMissing"), (new(new('x', 81), [ApiScope.Balance], null), "ApiKeyNameTooLong"), (new("taken", [ApiScope.Balance], null), "ApiKeyNameTaken"),
            (new("none", [], null), "ApiKeyNoScope"), (new("yesterday", [ApiScope.Balance], new(2026, 8, 31)), "ApiKeyDayOver"),
        })
            Assert.Equal(code, (await books.Get<ApiKeyOperations>().AddAsync(books.Admin, wish, Cancel)).Refused?.Code);
        Assert.Equal("ApiKeyUnknown", (await books.Get<ApiKeyOperations>().RevokeAsync(books.Admin, Guid.NewGuid(), Cancel)).Refused?.Code);
        Assert.Single((await books.Get<ApiKeyReader>().BookAsync(books.Admin, Cancel)).Keys);
    }

    [Theory]
    [InlineData(Roles.FinanceReader)]
    [InlineData(Roles.TelecomAdmin)]
    public async Task OtherRoles_NeitherSeeNorChangeKeys(string role)
    {
        await using var books = await TestBooks.OpenAsync();
        var other = new Actor(books.OrganizationId, "person:other", ActorKind.Person, Roles.PermissionsOf([role]));
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<ApiKeyReader>().BookAsync(other, Cancel));
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<ApiKeyOperations>().AddAsync(other, new("x", [ApiScope.Balance], null), Cancel));
    }

    private static async Task<ShownSecret> AddAsync(TestBooks books, string name = "a program", IReadOnlyList<ApiScope>? scopes = null) =>
        (await books.Get<ApiKeyOperations>().AddAsync(books.Admin, new(name, scopes ?? [ApiScope.Balance], null), Cancel)).Value!;

    private static async Task<bool> OpensAsync(TestBooks books, string secret) => await books.Get<ApiKeyDoor>().FindAsync(secret, null, Cancel) is not null;

    private static async Task<DateTime?> UsedAsync(TestBooks books) => (await books.Get<ApiKeyReader>().BookAsync(books.Admin, Cancel)).Keys[0].LastUsed;
}
