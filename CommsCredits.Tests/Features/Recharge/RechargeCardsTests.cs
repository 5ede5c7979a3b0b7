using System.Globalization;
using Bunit;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Recharge;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using static CommsCredits.Tests.Support.TestBooks;

namespace CommsCredits.Tests.Features.Recharge;

public sealed class RechargeCardsTests : BunitContext
{
    public RechargeCardsTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddLogging();
        Services.AddMudServices();
    }

    [Fact]
    public async Task Trace_SaysEveryQuestionWithItsFigures_AndWhatBecameOfIt()
    {
        await using var books = await OpenAsync();
        await books.SetRuleAsync(trigger: 100, amount: 200, monthCap: 800, dayCap: 3, await books.AddCardAsync());
        var reader = books.Get<RechargeReader>();
        var part = await reader.DecisionsAsync(books.Admin, null, 1, Cancel);
        var trace = await reader.TraceAsync(books.Admin, part.Rows[1].Id, Cancel);
        var card = Render<DecisionsCard>(p => p.Add(c => c.Part, part).Add(c => c.Trace, trace).Add(c => c.Facts, reader.FactsAsync(books.Admin, Cancel).Result));
        var said = card.Find(".steps").TextContent;
        Assert.Contains("0.00 usable + 0.00 on its way = 0.00; trigger 100.00. Yes, by 100.00.", said);
        Assert.Contains("0.00 bought + 200.00 of 800.00.", said);
        Assert.Contains("Visa ending 4242.", said);
        Assert.Contains("200.00 paid. Lot 1, last usable day 1 Sep 2027.", said);
        Assert.DoesNotContain("Step", said);
        Assert.Equal(["Above the trigger", "Charged 200"], card.FindAll("tbody .chip").Select(c => c.TextContent.Trim()));
    }

    [Fact]
    public async Task Trace_OfALookThatBoughtNothing_EndsWithTheReason()
    {
        await using var books = await OpenAsync();
        await books.SetRuleAsync(trigger: 100, amount: 60, monthCap: 100, dayCap: 3, await books.AddCardAsync());
        var reader = books.Get<RechargeReader>();
        var capped = await reader.DecisionsAsync(books.Admin, RechargeOutcome.MonthCap, 1, Cancel);
        var trace = await reader.TraceAsync(books.Admin, capped.Rows[0].Id, Cancel);
        var card = Render<DecisionsCard>(p => p.Add(c => c.Part, capped).Add(c => c.Trace, trace).Add(c => c.Outcome, RechargeOutcome.MonthCap).Add(c => c.Facts, reader.FactsAsync(books.Admin, Cancel).Result));
        Assert.Contains("60.00 bought + 60.00 is more than 100.00.", card.FindAll(".steps li")[^1].TextContent);
        Assert.NotNull(card.FindAll(".steps li")[^1].QuerySelector(".no"));
    }

    [Fact]
    public async Task Worked_FollowsWhatIsTyped_AndSaysWhatSavingCharges()
    {
        await using var books = await OpenAsync();
        var option = await books.AddCardAsync();
        await books.BuyAsync(150, option);
        var facts = await books.Get<RechargeReader>().FactsAsync(books.Admin, Cancel);
        var form = RechargeForm.Of(facts, CultureInfo.CurrentCulture);
        Assert.Contains("The rule is off.", Worked(facts, form));
        form.IsOn = true;
        Assert.Contains("Does not fire now.", Worked(facts, form));
        form.Trigger = "150";
        Assert.Contains("Saving these values charges 100.00 now.", Worked(facts, form));
        form.Trigger = "abc";
        Assert.Contains("as soon as every field is filled", Worked(facts, form));
    }

    private string Worked(RechargeFacts facts, RechargeForm form) => Render<WorkedCard>(p => p.Add(c => c.Facts, facts).Add(c => c.Form, form)).Markup;
}
