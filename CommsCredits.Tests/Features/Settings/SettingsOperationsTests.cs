using System.Globalization;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Notices;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Settings;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Settings;

public sealed class SettingsOperationsTests
{
    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task ASavedSetting_IsRead_AndLeavesBeforeAndAfter()
    {
        await using var books = await TestBooks.OpenAsync();
        var wanted = Settings() with { Name = "  Marlow  ", TopUpMinimum = M(20), TopUpMaximum = M(900), LowLevels = [M(250), M(100), M(250)], SignInAgainAbove = M(500), KeepCallsMonths = 24 };
        var saved = await SaveAsync(books, wanted);
        var kept = wanted with { Name = "Marlow", LowLevels = [M(100), M(250)] };
        Assert.Equal(kept, saved);
        var facts = await books.Get<SettingsReader>().FactsAsync(books.Admin, Cancel);
        Assert.Equal(kept, facts.Settings);
        Assert.Equal("Marlow", facts.Organization.Name);
        await using var db = books.Read();
        var trail = await db.Audit.SingleAsync(a => a.Action == "Settings.Changed", Cancel);
        Assert.Equal(("Test Ltd", "Marlow"), (Text(trail.Before, "Name"), Text(trail.After, "Name")));
        Assert.Contains("\"LowLevels\":[100000000,250000000]", trail.After);
        Assert.Equal($"organization:{books.OrganizationId}", trail.Subject);
    }

    [Fact]
    public async Task TheSameSettings_WriteNothing()
    {
        await using var books = await TestBooks.OpenAsync();
        Assert.True((await books.Get<SettingsOperations>().SaveAsync(books.Admin, Settings(), Cancel)).IsReplay);
        await using var db = books.Read();
        Assert.False(await db.Audit.AnyAsync(a => a.Action == "Settings.Changed", Cancel));
    }

    [Fact]
    public async Task NewLimits_HoldForTheNextTopUp_AndSoDoesTheFreshSignIn()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await SaveAsync(books, Settings() with { TopUpMinimum = M(10), TopUpMaximum = M(40), SignInAgainAbove = M(30) });
        Assert.Equal("AboveMaximum", (await books.BuyAsync(50, card)).Refused?.Code);
        Assert.Equal("SignInAgain", (await books.BuyAsync(31, card)).Refused?.Code);
        Assert.Null((await books.BuyAsync(10, card)).Refused);
    }

    [Fact]
    public async Task APurchaseAboveTheLimit_NeedsASignInOfTheLastMinutes()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await SaveAsync(books, Settings() with { SignInAgainAbove = M(100) });
        async Task<string?> BuyAsync(double minutesAgo, long units) => (await books.Get<TopUpDesk>().BuyAsync(
            books.Admin with { ProvedAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-minutesAgo) }, Guid.NewGuid().ToString("N"), new() { Amount = M(units), Method = PaymentMethod.Sandbox, OptionId = card }, Cancel)).Refused?.Code;
        Assert.Equal("SignInAgain", await BuyAsync(5.1, 101));
        Assert.Null(await BuyAsync(5.1, 100));
        Assert.Null(await BuyAsync(4.5, 101));
    }

    /// <summary>Who may not buy above the limit may not lift it either, or it guards nothing.</summary>
    [Fact]
    public async Task TheLimitOfFreshSignIns_IsRaisedOrLiftedByAFreshSignInOnly()
    {
        await using var books = await TestBooks.OpenAsync();
        var operations = books.Get<SettingsOperations>();
        await SaveAsync(books, Settings() with { SignInAgainAbove = M(100) });
        Assert.Equal("SignInFirst", (await operations.SaveAsync(books.Admin, Settings() with { SignInAgainAbove = M(101) }, Cancel)).Refused?.Code);
        Assert.Equal("SignInFirst", (await operations.SaveAsync(books.Admin, Settings() with { SignInAgainAbove = null }, Cancel)).Refused?.Code);
        Assert.Null((await operations.SaveAsync(books.Admin, Settings() with { SignInAgainAbove = M(99) }, Cancel)).Refused);
        Assert.Null((await operations.SaveAsync(books.Admin with { ProvedAt = TimeProvider.System.GetUtcNow().UtcDateTime }, Settings() with { SignInAgainAbove = null }, Cancel)).Refused);
    }

    [Fact]
    public async Task ALowLevel_IsToldWhenTheBalanceFallsToIt()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(200, await books.AddCardAsync());
        await SaveAsync(books, Settings() with { LowLevels = [M(50), M(100)] });
        Assert.Empty(await LowAsync(books));
        await books.UseAsync(99.99m);
        Assert.Empty(await LowAsync(books));
        await books.UseAsync(0.01m);
        Assert.Equal(["100000000"], await LowAsync(books));
        await books.UseAsync(60);
        Assert.Equal(["100000000", "50000000"], await LowAsync(books));
    }

    [Fact]
    [Trait("Case", "E16")]
    public async Task ALevelThatTheBalanceHasReached_IsToldAtOnce_Once()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(200, await books.AddCardAsync());
        await SaveAsync(books, Settings() with { LowLevels = [M(150), M(200), M(300)] });
        await using (var db = books.Read())
        {
            var told = await db.Notices.SingleAsync(n => n.Kind == NoticeKind.Low, Cancel);
            Assert.Contains("\"Level\":\"200000000\"", told.Figures);
            Assert.Contains("\"AlsoLevels\":\"300000000\"", told.Figures);
        }
        books.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveAsync(books, Settings() with { LowLevels = [M(150), M(200), M(300)], Name = "Other" });
        Assert.Single(await LowAsync(books));
        await books.UseAsync(10);
        Assert.Single(await LowAsync(books));
    }

    /// <summary>A lot ends by itself: the fall is told by whichever write comes first, as a crossing or as a level just set, never as both and never not at all.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFallByTheClockAlone_IsToldOnce(bool isSetBefore)
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(60, card);
        if (isSetBefore) await SaveAsync(books, Settings() with { LowLevels = [M(50)] });
        books.Clock.Advance(TimeSpan.FromDays(30));
        await books.RunJobsAsync();
        await books.BuyAsync(50, card);
        books.Clock.Advance(TimeSpan.FromDays(340));
        await SaveAsync(books, Settings() with { LowLevels = [M(50)], Name = "Other" });
        Assert.Equal(["50000000"], await LowAsync(books));
        await books.RunJobsAsync();
        Assert.Equal(["50000000"], await LowAsync(books));
    }

    [Fact]
    public async Task Limits_ThatWouldSilenceTheRule_AreRefused()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.SetRuleAsync(trigger: 10, amount: 200, monthCap: 800, dayCap: 3, await books.AddCardAsync());
        Assert.Equal(("RuleOutsideLimits", "TopUpMinimum"), await RefusedAsync(books, Settings() with { TopUpMinimum = M(201) }));
        Assert.Equal(("RuleOutsideLimits", "TopUpMaximum"), await RefusedAsync(books, Settings() with { TopUpMaximum = M(199) }));
        Assert.Null((await books.Get<SettingsOperations>().SaveAsync(books.Admin, Settings() with { TopUpMaximum = M(200) }, Cancel)).Refused);
    }

    [Theory]
    [InlineData("Name", "NameMissing")]
    [InlineData("Name", "TooLong")]
    [InlineData("TopUpMinimum", "LimitBelowOne")]
    [InlineData("TopUpMaximum", "MaximumBelowMinimum")]
    [InlineData("TopUpMinimum", "NotWhole")]
    [InlineData("TopUpMaximum", "AboveMaximum")]
    [InlineData("LowLevels", "LevelNotPositive")]
    [InlineData("LowLevels", "LevelsTooMany")]
    [InlineData("SignInAgainAbove", "NegativeAmount")]
    [InlineData("KeepCallsMonths", "MonthsKept")]
    public async Task AFault_IsRefusedWithItsField_AndNothingIsStored(string field, string code)
    {
        await using var books = await TestBooks.OpenAsync();
        var wanted = (field, code) switch
        {
            (_, "NameMissing") => Settings() with { Name = "  " },
            (_, "TooLong") => Settings() with { Name = new('x', 101) },
            (_, "LimitBelowOne") => Settings() with { TopUpMinimum = M(0) },
            (_, "MaximumBelowMinimum") => Settings() with { TopUpMinimum = M(100), TopUpMaximum = M(99) },
            (_, "NotWhole") => Settings() with { TopUpMinimum = Money.Of(10.5m) },
            (_, "AboveMaximum") => Settings() with { TopUpMaximum = M(1_000_001) },
            (_, "LevelNotPositive") => Settings() with { LowLevels = [M(0)] },
            (_, "LevelsTooMany") => Settings() with { LowLevels = [M(1), M(2), M(3), M(4), M(5), M(6)] },
            (_, "NegativeAmount") => Settings() with { SignInAgainAbove = M(-1) },
            _ => Settings() with { KeepCallsMonths = 2 },
        };
        Assert.Equal((code, field), await RefusedAsync(books, wanted));
        Assert.Equal(Settings(), (await books.Get<SettingsReader>().FactsAsync(books.Admin, Cancel)).Settings);
    }

    [Fact]
    public async Task OnlyBillingAdmin_SeesAndChanges()
    {
        await using var books = await TestBooks.OpenAsync();
        foreach (var role in new[] { Roles.FinanceReader, Roles.TelecomAdmin })
        {
            var other = books.Admin with { Permissions = Roles.PermissionsOf([role]) };
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<SettingsReader>().FactsAsync(other, Cancel));
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<SettingsReader>().MailAsync(other, Cancel));
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<SettingsOperations>().SaveAsync(other, Settings(), Cancel));
        }
        var billing = books.Admin with { Permissions = Roles.PermissionsOf([Roles.BillingAdmin]) };
        Assert.Null((await books.Get<SettingsOperations>().SaveAsync(billing, Settings() with { Name = "Other" }, Cancel)).Refused);
    }

    [Fact]
    public void TheForm_ReadsWhatItWrote_InAnyCulture()
    {
        var settings = Settings() with { TopUpMaximum = M(12_000), LowLevels = [Money.Of(99.5m), M(1_500)], SignInAgainAbove = M(0), KeepCallsMonths = 13 };
        foreach (var culture in new[] { "en", "zh-Hans", "de-DE" }.Select(CultureInfo.GetCultureInfo))
        {
            var (read, unread) = SettingsForm.Of(settings, culture).Read(Currency.Of("USD"), culture);
            Assert.Equal(settings, read);
            Assert.Empty(unread);
        }
    }

    [Fact]
    public async Task TheForm_SaysBesideItsField_WhatCannotBeRead()
    {
        await using var books = await TestBooks.OpenAsync();
        var facts = await books.Get<SettingsReader>().FactsAsync(books.Admin, Cancel);
        var form = SettingsForm.Of(Settings(), CultureInfo.CurrentCulture);
        (form.TopUpMaximum, form.LowLevels[2], form.SignInAgainAbove, form.KeepCallsMonths) = ("much", "12.345", "x", "a year");
        var faults = new SettingsFormValidator(facts, why => why.Code).Validate(form).Errors.Select(e => (e.PropertyName, e.ErrorMessage));
        Assert.Equal([("TopUpMaximum", "NotANumber"), ("LowLevels", "TooManyDecimals"), ("SignInAgainAbove", "NotANumber"), ("KeepCallsMonths", "MonthsKept")], faults);
    }

    private static OrganizationSettings Settings() => new() { Name = "Test Ltd", TopUpMinimum = M(50), TopUpMaximum = M(5_000), LargestCharge = M(1_000), LargestMinute = M(50), LargestImports = M(10_000) };

    private static Money M(long units) => Money.OfUnits(units);

    private static string? Text(string? json, string name) => JsonDocument.Parse(json!).RootElement.GetProperty(name).GetString();

    private static async Task<OrganizationSettings> SaveAsync(TestBooks books, OrganizationSettings settings)
    {
        var outcome = await books.Get<SettingsOperations>().SaveAsync(books.Admin, settings, Cancel);
        Assert.Null(outcome.Refused);
        return outcome.Value!;
    }

    private static async Task<(string, string)> RefusedAsync(TestBooks books, OrganizationSettings settings)
    {
        var refused = (await books.Get<SettingsOperations>().SaveAsync(books.Admin, settings, Cancel)).Refused!;
        return (refused.Code, (string)refused.Figures[^1]);
    }

    private static async Task<List<string>> LowAsync(TestBooks books)
    {
        await using var db = books.Read();
        return [.. (await db.Notices.Where(n => n.Kind == NoticeKind.Low).OrderBy(n => n.Id).ToListAsync(Cancel)).Select(n => JsonDocument.Parse(n.Figures).RootElement.GetProperty("Level").GetString()!)];
    }
}
