using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Recharge;
using static CommsCredits.Tests.Support.TestBooks;

namespace CommsCredits.Tests.Features.Recharge;

public sealed class RechargeReaderTests
{
    [Fact]
    public async Task Decisions_AreTheNewestFirst_FilteredByOutcome_WithWhatTheyBought()
    {
        await using var books = await OpenAsync();
        await books.SetRuleAsync(trigger: 100, amount: 200, monthCap: 800, dayCap: 3, await books.AddCardAsync());
        var all = await books.Get<RechargeReader>().DecisionsAsync(books.Admin, null, 1, Cancel);
        Assert.Equal([RechargeOutcome.AboveTrigger, RechargeOutcome.Fire], all.Rows.Select(d => d.Outcome));
        Assert.Equal([RechargeOutcome.Fire, RechargeOutcome.AboveTrigger], all.Outcomes);
        var fired = Assert.Single((await books.Get<RechargeReader>().DecisionsAsync(books.Admin, RechargeOutcome.Fire, 1, Cancel)).Rows);
        Assert.Equal((TopUpState.Paid, 1), (fired.TopUp!.State, fired.TopUp.LotNumber));
        var trace = await books.Get<RechargeReader>().TraceAsync(books.Admin, fired.Id, Cancel);
        Assert.Equal("Option", trace!.Steps[^1].Code);
    }

    [Fact]
    public async Task Trace_OfNoDecision_IsNothing()
    {
        await using var books = await OpenAsync();
        Assert.Null(await books.Get<RechargeReader>().TraceAsync(books.Admin, 4711, Cancel));
    }

    [Fact]
    public async Task Facts_WithoutARule_OfferOneThatIsOff()
    {
        await using var books = await OpenAsync();
        var card = await books.AddCardAsync();
        var facts = await books.Get<RechargeReader>().FactsAsync(books.Admin, Cancel);
        var form = RechargeForm.Of(facts, CultureInfo.InvariantCulture);
        Assert.Null(facts.Rule);
        Assert.Equal((false, "100", "400", card.ToString()), (form.IsOn, form.Amount, form.MonthCap, form.OptionId));
        Assert.Empty(form.Rule(CultureInfo.InvariantCulture).Validate(facts.Limits));
    }

    [Theory]
    [InlineData("Trigger", "abc", "Trigger:NotANumber")]
    [InlineData("Trigger", "0", "Trigger:TriggerBelowOne")]
    [InlineData("Amount", "49", "Amount:BelowMinimum, MonthCap:")]
    [InlineData("Amount", "50.5", "Amount:NotWhole")]
    [InlineData("MonthCap", "", "MonthCap:MonthCapMissing")]
    [InlineData("MonthCap", "60", "MonthCap:AmountAboveMonthCap")]
    [InlineData("DayCap", "0", "DayCap:DayCapBelowOne")]
    [InlineData("DayCap", "x", "DayCap:DayCapBelowOne")]
    public async Task Form_IsRefusedBesideItsField_WhileTheRuleIsOn(string field, string typed, string refused)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        await using var books = await OpenAsync();
        await books.AddCardAsync();
        var facts = await books.Get<RechargeReader>().FactsAsync(books.Admin, Cancel);
        var form = RechargeForm.Of(facts, CultureInfo.CurrentCulture);
        typeof(RechargeForm).GetProperty(field)!.SetValue(form, typed);
        var validator = new RechargeFormValidator(facts, why => why.Code);
        Assert.Empty(validator.Validate(form).Errors);
        form.IsOn = true;
        Assert.Contains(refused.Split(',')[0], validator.Validate(form).Errors.Select(e => $"{e.PropertyName}:{e.ErrorMessage}"));
    }

    [Fact]
    public async Task SwitchedOff_WithFiguresThatCannotBeRead_KeepsTheStoredOnes()
    {
        await using var books = await OpenAsync();
        await books.SetRuleAsync(trigger: 100, amount: 200, monthCap: 800, dayCap: 3, await books.AddCardAsync());
        var facts = await books.Get<RechargeReader>().FactsAsync(books.Admin, Cancel);
        var form = RechargeForm.Of(facts, CultureInfo.InvariantCulture);
        (form.IsOn, form.Trigger) = (false, "abc");
        Assert.Equal(facts.Rule! with { IsOn = false }, form.RuleToSave(facts, CultureInfo.InvariantCulture));
    }
}
