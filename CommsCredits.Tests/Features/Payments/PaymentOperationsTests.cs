using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Payments;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Payments;

public sealed class PaymentOperationsTests
{
    [Fact]
    public async Task TheDefault_IsChanged_WithBeforeAndAfter_AndLotsStayAsTheyAre()
    {
        await using var books = await TestBooks.OpenAsync();
        var (first, second) = (await books.AddCardAsync(), await books.AddCardAsync(fingerprint: "fp-2", isDefault: false));
        await books.BuyAsync(200, first);
        Assert.Null((await books.Get<PaymentOperations>().MakeBackupAsync(books.Admin, second, TestBooks.Cancel)).Refused);
        Assert.Null((await books.Get<PaymentOperations>().MakeDefaultAsync(books.Admin, second, TestBooks.Cancel)).Refused);
        Assert.True((await books.Get<PaymentOperations>().MakeDefaultAsync(books.Admin, second, TestBooks.Cancel)).IsReplay);
        var facts = await FactsAsync(books, books.Admin);
        Assert.Equal((second, first), (facts.Default?.Id, facts.Backup?.Id));
        Assert.Equal(Money.OfUnits(200), await books.BalanceAsync());
        await using var db = books.Read();
        var rows = await db.Audit.Where(a => a.Action.EndsWith("Changed") && a.Action.StartsWith("PaymentOption")).OrderBy(a => a.Id).ToListAsync(TestBooks.Cancel);
        Assert.Equal(["PaymentOption.BackupChanged", "PaymentOption.DefaultChanged"], rows.Select(r => r.Action));
        Assert.Equal((first, second), (Id(rows[1].Before, "Default"), Id(rows[1].After, "Default")));
        Assert.Equal((second, first), (Id(rows[1].Before, "Backup"), Id(rows[1].After, "Backup")));
    }

    [Fact]
    public async Task TheBackup_IsTakenAway()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.AddCardAsync();
        var second = await books.AddCardAsync(fingerprint: "fp-2", isDefault: false);
        await books.Get<PaymentOperations>().MakeBackupAsync(books.Admin, second, TestBooks.Cancel);
        Assert.Null((await books.Get<PaymentOperations>().RemoveBackupAsync(books.Admin, second, TestBooks.Cancel)).Refused);
        Assert.Null((await FactsAsync(books, books.Admin)).Backup);
    }

    [Fact]
    public async Task ARefusal_LeavesTheOrder()
    {
        await using var books = await TestBooks.OpenAsync();
        var first = await books.AddCardAsync();
        Assert.Equal("BackupIsDefault", (await books.Get<PaymentOperations>().MakeBackupAsync(books.Admin, first, TestBooks.Cancel)).Refused?.Code);
        Assert.Equal("OptionUnknown", (await books.Get<PaymentOperations>().RemoveBackupAsync(books.Admin, Guid.NewGuid(), TestBooks.Cancel)).Refused?.Code);
        Assert.Equal(first, (await FactsAsync(books, books.Admin)).Default?.Id);
    }

    [Fact]
    public async Task EachOption_KnowsItsLastCharges_AndTheRuleThatUsesIt()
    {
        await using var books = await TestBooks.OpenAsync();
        var (good, bad) = (await books.AddCardAsync(), await books.AddCardAsync(SandboxGateway.Declined, "fp-2", isDefault: false));
        await books.BuyAsync(500, good);
        await books.BuyAsync(60, bad);
        await books.SetRuleAsync(trigger: 100, amount: 50, monthCap: 200, dayCap: 3, good);
        var facts = await FactsAsync(books, books.Admin);
        var (first, second) = (facts.Lines.Single(l => l.Option.Id == good), facts.Lines.Single(l => l.Option.Id == bad));
        Assert.Equal((Money.OfUnits(500), null, RuleUse.First), (first.LastPaid?.Amount, first.LastFailed, first.Use));
        Assert.Equal((null, "insufficient_funds", RuleUse.None), (second.LastPaid, second.LastFailed?.DeclineReason, second.Use));
        Assert.Equal([bad, good], facts.Charges.OrderByDescending(c => c.TopUp.State == TopUpState.Failed).Select(c => c.Option.Id));
    }

    [Fact]
    public async Task ARoundThatFailed_IsSeen()
    {
        await using var books = await TestBooks.OpenAsync();
        var (good, bad) = (await books.AddCardAsync(), await books.AddCardAsync(SandboxGateway.Expired, "fp-2", isDefault: false));
        await books.BuyAsync(120, good);
        await books.SetRuleAsync(trigger: 100, amount: 50, monthCap: 200, dayCap: 3, bad);
        await books.UseAsync(50);
        await books.RunJobsAsync();
        var facts = await FactsAsync(books, books.Admin);
        Assert.Equal((1, "expired_card"), (facts.Dunning.FailedRounds, facts.LastDecline));
        Assert.True(facts.Lines.Single(l => l.Option.Id == bad).IsRefusedForGood);
    }

    [Fact]
    public async Task BillingAdmin_Changes_FinanceReader_Reads_AndTelecomAdmin_DoesNeither()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.AddCardAsync();
        var second = await books.AddCardAsync(fingerprint: "fp-2", isDefault: false);
        Actor As(string role) => books.Admin with { Permissions = Roles.PermissionsOf([role]) };
        foreach (var role in new[] { Roles.FinanceReader, Roles.TelecomAdmin })
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<PaymentOperations>().MakeDefaultAsync(As(role), second, TestBooks.Cancel));
        await Assert.ThrowsAsync<NotPermittedException>(() => FactsAsync(books, As(Roles.TelecomAdmin)));
        Assert.Equal(2, (await FactsAsync(books, As(Roles.FinanceReader))).Lines.Count);
        Assert.Null((await books.Get<PaymentOperations>().MakeDefaultAsync(As(Roles.BillingAdmin), second, TestBooks.Cancel)).Refused);
    }

    private static Guid? Id(string? json, string name) => JsonDocument.Parse(json!).RootElement.GetProperty(name) is { ValueKind: JsonValueKind.String } id ? id.GetGuid() : null;

    private static Task<PaymentFacts> FactsAsync(TestBooks books, Actor actor) => books.Get<PaymentsReader>().FactsAsync(actor, TestBooks.Cancel);
}
