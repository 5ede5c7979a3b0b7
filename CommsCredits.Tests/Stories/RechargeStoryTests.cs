using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Stories;

/// <summary>The rule among uses that come at once, answers that are lost, and answers that come twice; through the real services.</summary>
public sealed class RechargeStoryTests
{
    [Fact]
    [Trait("Case", "D29")]
    public async Task TwoUsesInTheSameSecond_BuyOnce()
    {
        await using var books = await OpenAsync(held: 100, trigger: 50, amount: 100);
        await Task.WhenAll(books.UseAsync(30), books.UseAsync(30), books.RunJobsAsync(), books.RunJobsAsync());
        await books.RunJobsAsync();
        Assert.Equal(1, await books.CountPaidAsync(automatic: true));
        Assert.Equal(Money.OfUnits(140), await books.BalanceAsync());
    }

    [Fact]
    [Trait("Case", "D44")]
    public async Task FiveUsesInParallel_BuyOnce()
    {
        await using var books = await OpenAsync(held: 100, trigger: 50, amount: 100);
        await Task.WhenAll([.. Enumerable.Range(0, 5).Select(_ => (Task)books.UseAsync(20)), books.RunJobsAsync()]);
        await books.RunJobsAsync();
        Assert.Equal((1, Money.OfUnits(100)), (await books.CountPaidAsync(automatic: true), await books.BalanceAsync()));
    }

    [Fact]
    [Trait("Case", "D45")]
    public async Task UsesAtTheTrigger_BuyOnce_AndTheDatabaseAgrees()
    {
        await using var books = await OpenAsync(held: 100, trigger: 20, amount: 100);
        await books.UseAsync(80);
        await Task.WhenAll([.. Enumerable.Range(0, 5).Select(_ => (Task)books.UseAsync(2)), books.RunJobsAsync()]);
        await books.RunJobsAsync();
        Assert.Equal((1, Money.OfUnits(110)), (await books.CountPaidAsync(automatic: true), await books.BalanceAsync()));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    [Trait("Case", "D46")]
    public async Task AUseWhileThePurchaseRuns_IsCounted()
    {
        await using var books = await OpenAsync(held: 100, trigger: 20, amount: 100);
        await books.UseAsync(85);
        await Task.WhenAll(books.RunJobsAsync(), books.UseAsync(5));
        await books.RunJobsAsync();
        Assert.Equal((1, Money.OfUnits(110)), (await books.CountPaidAsync(automatic: true), await books.BalanceAsync()));
    }

    [Fact]
    [Trait("Case", "D31")]
    [Trait("Case", "H07")]
    public async Task AnAnswerThatIsLost_IsFoundByItsKey_AndNeverChargedAgain()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync(SandboxGateway.Silent);
        var asked = await books.BuyAsync(100, card, "form");
        Assert.Null(asked.Value?.LotNumber);
        Assert.Equal(Money.Zero, await books.BalanceAsync());
        await books.RunJobsAsync();
        await books.RunJobsAsync();
        Assert.Equal((1, Money.OfUnits(100)), (await books.CountPaidAsync(automatic: false), await books.BalanceAsync()));
    }

    [Fact]
    [Trait("Case", "H12")]
    public async Task TwoAnswersAtTheSameTime_MakeOneLot()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync(SandboxGateway.Silent);
        await books.BuyAsync(100, card, "form");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => books.Get<TopUpDesk>().ChargeAsync(books.Admin, "form", TestBooks.Cancel)));
        await using var db = books.Read();
        Assert.Equal(1, await db.Lots.CountAsync(TestBooks.Cancel));
    }

    [Fact]
    [Trait("Case", "H04")]
    public async Task TheSameKeyTwice_TakesOnce()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(200, await books.AddCardAsync());
        Assert.False((await books.UseAsync(50, "K")).IsReplay);
        Assert.True((await books.UseAsync(50, "K")).IsReplay);
        Assert.Equal("KeyReused", (await books.UseAsync(60, "K")).Refused?.Code);
        Assert.Equal(Money.OfUnits(150), await books.BalanceAsync());
    }

    [Fact]
    public async Task ThreeFailedRounds_SuspendTheRule_WithTheWaitsBetween()
    {
        await using var books = await TestBooks.OpenAsync();
        var good = await books.AddCardAsync();
        await books.BuyAsync(100, good);
        var bad = await books.AddCardAsync(SandboxGateway.Declined, "fp-bad", isDefault: false);
        await books.SetRuleAsync(50, 100, 1_000, 10, bad);
        await books.UseAsync(60);
        await books.RunJobsAsync();
        Assert.Equal(1, await FailedAsync(books));
        books.Clock.Advance(TimeSpan.FromMinutes(59));
        await books.RunJobsAsync();
        Assert.Equal(1, await FailedAsync(books));
        books.Clock.Advance(TimeSpan.FromMinutes(1));
        await books.RunJobsAsync();
        Assert.Equal(2, await FailedAsync(books));
        books.Clock.Advance(TimeSpan.FromDays(1));
        await books.RunJobsAsync();
        Assert.Equal(3, await FailedAsync(books));
        books.Clock.Advance(TimeSpan.FromDays(40));
        await books.RunJobsAsync();
        Assert.Equal(3, await FailedAsync(books));
        await using var db = books.Read();
        Assert.Equal(1, await db.Notices.CountAsync(n => n.Kind == Domain.Notices.NoticeKind.RechargeSuspended, TestBooks.Cancel));
    }

    private static async Task<int> FailedAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.TopUps.CountAsync(t => t.State == Domain.Funding.TopUpState.Failed, TestBooks.Cancel);
    }

    private static async Task<TestBooks> OpenAsync(long held, long trigger, long amount)
    {
        var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(held, card);
        await books.SetRuleAsync(trigger, amount, monthCap: 5_000, dayCap: 10, card);
        return books;
    }
}
