using System.Globalization;
using Bunit;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Components.Layout;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace CommsCredits.Tests.Components.Controls;

public sealed class ControlTests : BunitContext
{
    private static readonly Currency s_usd = Currency.Of("USD");

    public ControlTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddLogging();
        Services.AddMudServices();
    }

    [Fact]
    public void MoneyText_ShowsTheRoundedAndKeepsTheExactValue() =>
        Render<MoneyText>(p => p.Add(c => c.Amount, Money.Of(-12.405m)).Add(c => c.Currency, s_usd).Add(c => c.Code, true))
            .MarkupMatches("""<span class="nw neg" title="−12.405 USD">−12.41<span class="ccy">USD</span></span>""");

    [Fact]
    public void FlowText_NamesBothBooks_AndTheLotHasItsColour()
    {
        var flow = Render<FlowText>(p => p.Add(c => c.From, Book.Lot(8)).Add(c => c.To, Book.Usage(Domain.Calls.UsageKind.International)));
        Assert.NotNull(flow.Find(".sw.l8"));
        Assert.Contains("Lot 8", flow.Markup);
        Assert.Contains("International", flow.Markup);
    }

    [Fact]
    public void PoolBar_DrawsWhatIsUsedFirstAtTheRight()
    {
        var bar = Render<PoolBar>(p => p.Add(c => c.Lots, [new PoolLot(8, Money.Of(401.9m), Money.OfUnits(59)), new PoolLot(9, Money.OfUnits(500))])
            .Add(c => c.Balance, Money.Of(901.9m)).Add(c => c.Currency, s_usd).Add(c => c.Trigger, Money.OfUnits(750)));
        Assert.Equal(["l9", "l8"], bar.FindAll(".bar>div").Select(d => d.ClassList[0]));
        Assert.Contains("Lot 8: 401.90, of which about 59 will lapse.", bar.Find(".bar").GetAttribute("aria-label"));
        Assert.Equal("left:75%", bar.Find(".trig").GetAttribute("style"));
    }

    [Fact]
    public void PoolBar_BelowZero_SaysByHowMuch() =>
        Assert.Equal("Below zero by 12.40", Render<PoolBar>(p => p.Add(c => c.Lots, []).Add(c => c.Balance, Money.Of(-12.4m)).Add(c => c.Currency, s_usd)).Find(".bar").GetAttribute("aria-label"));

    [Fact]
    public void Pager_LeadsOnlyWhereRowsAre()
    {
        var pager = Render<Pager>(p => p.Add(c => c.First, 1).Add(c => c.Last, 50).Add(c => c.Total, 1311).Add(c => c.NextHref, "/ledger?page=2"));
        Assert.Contains("1–50 of 1,311", pager.Markup);
        Assert.Equal("/ledger?page=2", Assert.Single(pager.FindAll("a")).GetAttribute("href"));
    }

    [Fact]
    public void Empty_LeadsToTheNextStep()
    {
        var empty = Render<Empty>(p => p.Add(c => c.Title, "t").Add(c => c.Text, "x").Add(c => c.Steps, [new EmptyStep("a", Done: true), new EmptyStep("b", Action: "Add", Href: "/funding", Filled: true)]));
        Assert.Single(empty.FindAll("li.done"));
        Assert.Equal("/funding", empty.Find("a.mud-button").GetAttribute("href"));
    }

    [Fact]
    public void PoolPill_BelowZero_HasTheWordBlocked()
    {
        var pill = Render<PoolPill>(p => p.Add(c => c.Balance, Money.Of(-12.4m)).Add(c => c.Currency, s_usd).Add(c => c.State, PoolState.Blocked));
        Assert.Contains("bad", pill.Find("a").ClassList);
        Assert.Contains("Calls that need credits are blocked", pill.Markup);
    }

    [Fact]
    public void OtherControls_Render()
    {
        Assert.Equal(2, Render<Bars>(p => p.Add(c => c.Currency, s_usd).Add(c => c.Items, [new BarItem("a", Money.OfUnits(4)), new BarItem("b", Money.OfUnits(1), "2 calls")])).FindAll(".track").Count);
        Assert.Equal(3, Render<Steps>(p => p.Add(c => c.Items, [new TraceStep("q", "a"), new TraceStep("q", "a", StepMark.Yes), new TraceStep("q", "a", StepMark.No)])).FindAll("li").Count);
        Assert.Single(Render<NextList>(p => p.Add(c => c.Items, [new NextItem("9 Dec", "Lot 8: last usable day", Kind: NextKind.Lapse)])).FindAll("li.lapse"));
        Assert.Equal("alert", Render<Note>(p => p.Add(c => c.Kind, NoteKind.Bad).Add(c => c.Title, "No")).Find(".note.bad").GetAttribute("role"));
        Assert.Equal("/ledger", Render<FilterChip>(p => p.Add(c => c.Text, "October").Add(c => c.On, true).Add(c => c.RemoveHref, "/ledger")).Find("a").GetAttribute("href"));
        Assert.Equal(36, Render<LoadingRows>(p => p.Add(c => c.Text, "Loading")).FindAll("td").Count);
        Assert.Equal("card", Render<Card>(p => p.Add(c => c.Title, "Pool")).Find("h2").Id!.Split('-')[0]);
        Assert.Contains("3 Oct 2026", Render<DateText>(p => p.Add(c => c.Day, new DateOnly(2026, 10, 3))).Markup);
        Assert.Single(Render<StateLine>(p => p.Add(c => c.Kind, NoteKind.Good).Add(c => c.Text, "Open")).FindAll(".ok"));
    }
}
