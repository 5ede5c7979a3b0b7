using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Ledger.Mending;

/// <summary>Mending the books through the real services (R3.6, R3.7, R4.7, R6.7, R6.8, R14.3, R14.4).</summary>
public sealed class CorrectionsTests
{
    [Fact]
    public async Task ACall_CanBeCorrectedAgain_EachUnderAKeyOfItsOwn()
    {
        await using var books = await WithCallsAsync();
        var call = await DearestAsync(books);
        var before = await books.BalanceAsync();
        await PostedAsync(books, "a", new CorrectCall(call.UsageId, Money.Of(0.5m)));
        await PostedAsync(books, "b", new CorrectCall(call.UsageId, Money.Of(0.25m)));
        Assert.Equal(before + call.Charge - Money.Of(0.25m), await books.BalanceAsync());
        await PostedAsync(books, "c", new CreditBackCall(call.UsageId));
        Assert.Equal("NothingStands", await RefusedAsync(books, "d", new CreditBackCall(call.UsageId)));
        await PostedAsync(books, "e", new CorrectCall(call.UsageId, Money.Of(2)));
        Assert.Equal(before + call.Charge - Money.Of(2), await books.BalanceAsync());
        Assert.Equal("SameAmount", await RefusedAsync(books, "f", new CorrectCall(call.UsageId, Money.Of(2))));
        Assert.Equal(Money.Of(2), await books.Get<Corrections>().StandsAsync(books.Admin, call.UsageId, TestBooks.Cancel));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    public async Task AForm_SentTwiceOrByTwoPeople_PostsOnce_AndOtherContentIsRefused()
    {
        await using var books = await WithCallsAsync();
        var call = await DearestAsync(books);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(books, "one", new CreditBackCall(call.UsageId))));
        Assert.All(answers, a => Assert.Equal(answers[0].Value, a.Value));
        Assert.Equal(7, answers.Count(a => a.IsReplay));
        Assert.Equal("KeyReused", (await PostAsync(books, "one", new CorrectCall(call.UsageId, Money.OfUnits(1)))).Refused?.Code);
        await using var db = books.Read();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "Call.CreditedBack", TestBooks.Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task WithoutAReason_NothingIsPosted(string? reason)
    {
        await using var books = await FundedAsync();
        Assert.Equal("ReasonMissing", (await books.Get<Corrections>().PostAsync(books.Admin, "k", new PayBackLot(1, Money.OfUnits(1)), reason, TestBooks.Cancel)).Refused?.Code);
        Assert.Equal("ReasonTooLong", (await books.Get<Corrections>().PostAsync(books.Admin, "k", new PayBackLot(1, Money.OfUnits(1)), new string('x', 201), TestBooks.Cancel)).Refused?.Code);
        Assert.Equal(Money.OfUnits(100), await books.BalanceAsync());
    }

    [Fact]
    public async Task WhoMayNot_IsTurnedAway()
    {
        await using var books = await FundedAsync();
        foreach (var role in new[] { Roles.FinanceReader, Roles.TelecomAdmin })
        {
            var actor = books.Admin with { Permissions = Roles.PermissionsOf([role]) };
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<Corrections>().PostAsync(actor, "k", new PayBackLot(1, Money.OfUnits(1)), "why", TestBooks.Cancel));
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<Corrections>().PreviewAsync(actor, new PayBackLot(1, Money.OfUnits(1)), TestBooks.Cancel));
        }
    }

    [Fact]
    public async Task APreview_ShowsWhatIsPostedThen_AndWritesNothing()
    {
        await using var books = await WithCallsAsync();
        var call = await DearestAsync(books);
        Mend[] deeds = [new CorrectCall(call.UsageId, Money.Of(0.5m)), new CreditBackCall(call.UsageId), new AdjustLot(1, Money.Of(-3)), new PayBackLot(1, Money.Of(7)), new LoseDispute(1, "D-1", Money.OfUnits(40)), new WinDispute(1, "D-1")];
        foreach (var deed in deeds)
        {
            var balance = await books.BalanceAsync();
            var preview = (await books.Get<Corrections>().PreviewAsync(books.Admin, deed, TestBooks.Cancel)).Value!;
            Assert.Equal(balance, await books.BalanceAsync());
            var posted = await PostedAsync(books, deed.GetType().Name, deed);
            await using var db = books.Read();
            var entries = await db.Entries.Where(e => e.Sequence >= posted.FirstSequence && e.Sequence <= posted.LastSequence).OrderBy(e => e.Sequence).ToListAsync(TestBooks.Cancel);
            Assert.Equal(preview.Postings.Select(p => (p.From, p.To, p.Amount)), entries.Select(e => (e.From, e.To, e.Amount)));
            Assert.Equal(preview.UsableAfter, await books.BalanceAsync());
        }
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    public async Task PayBack_IsRefused_WhereTheRulesSaySo()
    {
        await using var books = await FundedAsync();
        await books.UseAsync(12.3456m);
        Assert.Equal(("AboveLeft", Money.Of(87.65m)), Why(await PostAsync(books, "a", new PayBackLot(1, Money.Of(87.66m)))));
        Assert.Equal("TooManyDecimals", await RefusedAsync(books, "b", new PayBackLot(1, Money.Of(87.654m))));
        Assert.Equal("NotPositive", await RefusedAsync(books, "c", new PayBackLot(1, Money.Zero)));
        Assert.Equal("LotUnknown", await RefusedAsync(books, "d", new PayBackLot(9, Money.OfUnits(1))));
        await PostedAsync(books, "e", new PayBackLot(1, Money.Of(87.65m)));
        Assert.Equal(Money.Of(0.0044m), await books.BalanceAsync());
        await books.UseAsync(5);
        Assert.Equal("InOverdraft", await RefusedAsync(books, "f", new PayBackLot(1, Money.Of(0.01m))));
        await books.BuyAsync(100, (await OptionAsync(books)));
        books.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal("LotEnded", await RefusedAsync(books, "g", new PayBackLot(2, Money.OfUnits(1))));
        Assert.Equal("LotEnded", await RefusedAsync(books, "h", new AdjustLot(2, Money.OfUnits(1))));
    }

    /// <summary>It never sets off a recharge: the rule goes off in the same step, once the person has been told (R6.7).</summary>
    [Fact]
    public async Task PayBack_DownToTheTrigger_SwitchesTheRuleOff_AndBuysNothing()
    {
        await using var books = await FundedAsync();
        await books.SetRuleAsync(trigger: 60, amount: 50, monthCap: 500, dayCap: 3, await OptionAsync(books));
        Assert.Null((await books.Get<Corrections>().PreviewAsync(books.Admin, new PayBackLot(1, Money.Of(39.99m)), TestBooks.Cancel)).Value?.Trigger);
        var preview = await books.Get<Corrections>().PreviewAsync(books.Admin, new PayBackLot(1, Money.OfUnits(40)), TestBooks.Cancel);
        Assert.Equal(Money.OfUnits(60), preview.Value?.Trigger);
        Assert.Equal("RuleStaysOn", await RefusedAsync(books, "a", new PayBackLot(1, Money.OfUnits(40))));
        Assert.Null((await books.Get<Corrections>().PostAsync(books.Admin, "a", new PayBackLot(1, Money.OfUnits(40)), "Leaving", TestBooks.Cancel, switchRuleOff: true)).Refused);
        await books.RunJobsAsync();
        await using var db = books.Read();
        Assert.False((await db.RechargeRules.SingleAsync(TestBooks.Cancel)).IsOn);
        Assert.Equal(0, await books.CountPaidAsync(automatic: true));
        Assert.Equal(Money.OfUnits(60), await books.BalanceAsync());
        Assert.Contains("\"IsOn\":true", (await db.Audit.SingleAsync(a => a.Action == "Recharge.Changed" && a.Before != null, TestBooks.Cancel)).Before);
    }

    [Fact]
    public async Task ADispute_IsBookedOnce_StopsPayingBack_AndComesBackWhenWon()
    {
        await using var books = await FundedAsync();
        await books.UseAsync(70);
        await books.Get<TopUpDesk>().BuyAsync(books.Admin, "rec", new() { Amount = Money.OfUnits(20), Method = PaymentMethod.Recorded, RecordedDay = new(2026, 9, 1), Reference = "X" }, TestBooks.Cancel);
        Assert.Equal("NotPaidByCard", await RefusedAsync(books, "-", new LoseDispute(2, "D-0", Money.OfUnits(1))));
        Assert.Equal(("AboveBought", Money.OfUnits(100)), Why(await PostAsync(books, "-", new LoseDispute(1, "D-1", Money.OfUnits(101)))));
        var lost = await Task.WhenAll(PostAsync(books, "one", new LoseDispute(1, "D-1", Money.OfUnits(100))), PostAsync(books, "two", new LoseDispute(1, "D-1", Money.OfUnits(100))));
        Assert.Equal(lost[0].Value, lost[1].Value);
        Assert.Equal(Money.OfUnits(-50), await books.BalanceAsync());
        Assert.Equal("UnderDispute", await RefusedAsync(books, "-", new LoseDispute(1, "D-2", Money.OfUnits(100))));
        Assert.Equal("UnderDispute", await RefusedAsync(books, "-", new PayBackLot(1, Money.OfUnits(1))));
        Assert.Equal("DisputeUnknown", await RefusedAsync(books, "-", new WinDispute(1, "D-2")));
        await PostedAsync(books, "three", new WinDispute(1, "D-1"));
        Assert.True((await PostAsync(books, "four", new WinDispute(1, "D-1"))).IsReplay);
        Assert.Equal(Money.OfUnits(50), await books.BalanceAsync());
        await PostedAsync(books, "five", new PayBackLot(1, Money.OfUnits(30)));
        Assert.Null((await books.CheckAsync()).Fault);
        await using var db = books.Read();
        Assert.Equal([("Dispute.Lost", "dispute:1/D-1"), ("Dispute.Won", "dispute:1/D-1")], (await db.Audit.Where(a => a.Action.StartsWith("Dispute.")).ToListAsync(TestBooks.Cancel)).Select(a => (a.Action, a.Subject)));
    }

    /// <summary>A chargeback by itself does not set off a recharge (R7.2).</summary>
    [Fact]
    public async Task AChargeback_ByItself_DoesNotRecharge()
    {
        await using var books = await FundedAsync();
        await books.SetRuleAsync(trigger: 60, amount: 50, monthCap: 500, dayCap: 3, await OptionAsync(books));
        await PostedAsync(books, "a", new LoseDispute(1, "D-1", Money.OfUnits(100)));
        await books.RunJobsAsync();
        Assert.Equal(0, await books.CountPaidAsync(automatic: true));
        await books.UseAsync(1);
        await books.RunJobsAsync();
        Assert.True(await books.CountPaidAsync(automatic: true) > 0);
    }

    private static async Task<TestBooks> FundedAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.BuyAsync(100, await books.AddCardAsync());
        return books;
    }

    private static async Task<TestBooks> WithCallsAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.BuyAsync(5_000, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-30T23:00:00Z"));
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        return books;
    }

    private static async Task<CallRow> DearestAsync(TestBooks books)
    {
        await using var db = books.Read();
        return (await db.Calls.Where(c => c.State == CallState.Booked).ToListAsync(TestBooks.Cancel)).MaxBy(c => c.Charge)!;
    }

    private static async Task<Guid> OptionAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.PaymentOptions.Select(o => o.Id).FirstAsync(TestBooks.Cancel);
    }

    private static Task<Outcome<Posted>> PostAsync(TestBooks books, string key, Mend mend) => books.Get<Corrections>().PostAsync(books.Admin, key, mend, "Agreed on the phone", TestBooks.Cancel);

    private static async Task<Posted> PostedAsync(TestBooks books, string key, Mend mend)
    {
        var outcome = await PostAsync(books, key, mend);
        Assert.Null(outcome.Refused);
        return outcome.Value!;
    }

    private static async Task<string?> RefusedAsync(TestBooks books, string key, Mend mend) => (await PostAsync(books, key, mend)).Refused?.Code;

    private static (string, object) Why(Outcome<Posted> outcome) => (outcome.Refused!.Code, outcome.Refused.Figures[0]);
}
