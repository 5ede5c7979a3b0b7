using System.Globalization;
using Bunit;
using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Components.Controls;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace CommsCredits.Tests.Components.Controls;

/// <summary>The drawings, without a browser.</summary>
public sealed class ChartTests : BunitContext
{
    private static readonly Currency s_usd = Currency.Of("USD");
    private static readonly DateOnly s_today = new(2026, 11, 19);
    private static readonly LocalCalendar s_calendar = Laws.Calendars.Of("Etc/UTC");

    public ChartTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Services.AddLocalization();
        Services.AddLogging();
    }

    [Fact]
    public void MonthChart_RunsFromEndToEndOfEachDay()
    {
        var course = StatementCourse.Of(new(2026, 10, 1), Money.OfUnits(100), [Money.OfUnits(50), Money.Zero], [], new(2024, 1, 1));
        var chart = MonthChart(course);
        Assert.Equal("M42 30 L247 119 L452 208", chart.Find("path.balance").GetAttribute("d"));
        Assert.Equal("img", chart.Find("svg").GetAttribute("role"));
        Assert.Contains("1 Oct", chart.Markup);
    }

    [Fact]
    [Trait("Rule", "R12.2")]
    public void StatementChart_MarksEveryTopUpAndLapse_OnThePageAndOnPaper()
    {
        var statement = StatementSamples.Everything();
        var moved = statement.TopUps.Concat(statement.Lapses.Where(l => l.Kind == EntryKind.Expiry)).ToList();
        var chart = MonthChart(StatementCourse.Of(statement));
        Assert.All(chart.FindAll("svg"), svg => Assert.Equal(moved.Count(l => l.Amount.IsPositive), svg.QuerySelectorAll("path.step[style*=primary]").Length));
        Assert.All(chart.FindAll("svg"), svg => Assert.Equal(moved.Count(l => l.Amount.IsNegative), svg.QuerySelectorAll("path.step[style*=lapse]").Length));
        using var paper = PdfDocument.Open(Web.Documents.StatementPdf.Write(statement, new(CultureInfo.GetCultureInfo("en"))));
        Assert.Equal(moved.Count, paper.GetPage(1).Paths.Count(p => p.IsStroked && Math.Abs(p.LineWidth - 2.2) < 0.01));
    }

    [Fact]
    public void StatementChart_BelowZero_IsStripedAndNamed()
    {
        var chart = MonthChart(StatementCourse.Of(StatementSamples.BelowZero()));
        Assert.Equal(2, chart.FindAll("path.below").Count);
        Assert.Contains("Below zero", chart.Find("svg").TextContent);
        Assert.Contains("\u221220", chart.Find("svg").TextContent);
        Assert.Empty(MonthChart(StatementCourse.Of(StatementSamples.Marlow())).FindAll("path.below"));
    }

    [Fact]
    public void CourseTable_HasEachDayAndItsSteps()
    {
        var table = Render<CourseTable>(p => p.Add(c => c.Course, StatementCourse.Of(StatementSamples.Marlow())).Add(c => c.Currency, s_usd));
        var rows = table.FindAll("tbody tr");
        Assert.Equal(31, rows.Count);
        Assert.Contains("Lot 7 lapsed 143.22", rows[13].TextContent);
        Assert.Contains("+500.00 Lot 11", rows[24].TextContent);
        Assert.Equal(StatementSamples.Marlow().BalanceByDay.Select(b => Format.Money(b, s_usd)), rows.Select(r => r.LastElementChild!.TextContent));
    }

    [Fact]
    public void ForecastChart_DrawsWhatIsUsedFirstOnTop_AheadPaler()
    {
        var chart = Chart(Past(), Forecast());
        var svg = chart.Find("svg");
        Assert.Equal(["f11 lot", "f8 lot", "f7 lot"], svg.QuerySelectorAll("path.lot").Select(p => p.GetAttribute("class")));
        Assert.Equal(["f11 fc", "f8 fc"], svg.QuerySelectorAll("path.fc").Select(p => p.GetAttribute("class")));
        foreach (var words in new[] { "Lot 8", "Lot 11", "Lot 7 lapsed 143.22", "+500.00 Lot 11", "Today 900.00", "Trigger 400", "about 190 lapses", "Empty 8 Jan" }) Assert.Contains(words, svg.TextContent);
        Assert.NotNull(svg.QuerySelector("path.lapsing[fill^=url]"));
        Assert.Equal(2, chart.FindAll("svg[role=img][aria-label]").Count);
        Assert.Empty(svg.QuerySelectorAll("animate,path.below"));
    }

    [Fact]
    public void ForecastChart_WithoutAForecast_DrawsTheDaysBehind()
    {
        var svg = Chart(Past(), null).Find("svg");
        Assert.Empty(svg.QuerySelectorAll("path.fc,path.band,path.middle"));
        Assert.Equal(3, svg.QuerySelectorAll("path.lot").Length);
    }

    [Fact]
    public void ForecastChart_BelowZero_IsStriped()
    {
        var past = PoolPast.Of([Lot(8, 0, 20)], Money.OfUnits(30), [new(s_today, null, EntryKind.Usage, Money.OfUnits(-30)), new(s_today, 8, EntryKind.Usage, Money.OfUnits(-90))], s_today.AddDays(-9), s_today);
        var svg = Chart(past, null).Find("svg");
        Assert.NotNull(svg.QuerySelector("path.below"));
        Assert.Contains("Below zero", svg.TextContent);
    }

    [Theory]
    [InlineData("2026-10-01", 31, 5, false)]
    [InlineData("2026-10-01", 45, 7, false)]
    [InlineData("2026-10-01", 92, 3, true)]
    [InlineData("2026-10-15", 92, 3, true)]
    [InlineData("2026-01-01", 365, 4, true)]
    [InlineData("2024-01-01", 1461, 4, true)]
    public void Axis_IsMarkedByTheWeek_ThenTheMonth_ThenTheQuarter_ThenTheYear(string first, int days, int marks, bool byMonth)
    {
        var ticks = ChartTicks.Of(DateOnly.Parse(first, CultureInfo.InvariantCulture), days, width: 400, room: 46);
        Assert.Equal((marks, byMonth), (ticks.Days.Count, ticks.IsByMonth));
        if (byMonth) Assert.All(ticks.Days, d => Assert.Equal(1, d.Day));
    }

    [Fact]
    public void Words_LieNeitherOnEachOtherNorOnTheLineNorBeyondTheEdges()
    {
        var labels = new ChartLabels(0, 200, 0, 14);
        decimal Line(decimal from, decimal to) => from < 100 && to > 60 ? 60 : 100;
        var placed = Enumerable.Range(0, 12).Select(i => labels.Place(70, i * 18, Line)).OfType<ChartLabel>().ToList();
        Assert.InRange(placed.Count, 4, 11);
        Assert.All(placed, p => Assert.True(p.X >= 0 && p.X + p.Width <= 200 && p.Y < Line(p.X, p.X + p.Width)));
        Assert.All(placed, p => Assert.DoesNotContain(placed, other => other != p && Math.Abs(other.Y - p.Y) < 14 && other.X < p.X + p.Width && p.X < other.X + other.Width));
        Assert.Null(new ChartLabels(0, 50, 0, 14).Place(70, 10, Line));
    }

    private IRenderedComponent<MonthChart> MonthChart(LevelCourse course) => Render<MonthChart>(p => p.Add(c => c.Course, course).Add(c => c.Currency, s_usd).Add(c => c.Label, "Balance"));

    private IRenderedComponent<ForecastChart> Chart(PoolPast past, ChartForecast? forecast) => Render<ForecastChart>(p => p.Add(c => c.Past, past).Add(c => c.Forecast, forecast)
        .Add(c => c.Lots, [7, 8, 11]).Add(c => c.Balance, past.Today.Balance).Add(c => c.Currency, s_usd).Add(c => c.Trigger, Money.OfUnits(400)).Add(c => c.Label, "Balance"));

    /// <summary>Lot 7 lapsed, Lot 11 was bought, Lot 8 pays.</summary>
    private static PoolPast Past() => PoolPast.Of([Lot(7, 0, -36), Lot(8, 400, 20), Lot(11, 500, 340)], Money.Zero,
    [
        new(s_today.AddDays(-36), 7, EntryKind.Expiry, -Money.Of(143.22m)), new(s_today.AddDays(-25), 11, EntryKind.Purchase, Money.OfUnits(500)), new(s_today.AddDays(-20), 8, EntryKind.Usage, Money.OfUnits(-300)),
    ], s_today.AddDays(-59), s_today);

    /// <summary>Ten a day: 190 of Lot 8 lapse, Lot 11 lasts 50 days more.</summary>
    private static ChartForecast Forecast()
    {
        var lots = new[] { Lot(8, 400, 20), Lot(11, 500, 340) };
        PoolForecast At(long week) => PoolForecast.Of(lots, s_today, Money.OfUnits(week));
        return new(new(At(56), At(70), At(91)), s_today, s_today.AddDays(80), new(s_today.AddDays(50), s_today.AddDays(45), s_today.AddDays(60)), "Empty 8 Jan");
    }

    private static CreditLot Lot(int number, int left, int days)
    {
        var last = s_today.AddDays(days);
        return new() { Number = number, Amount = Money.OfUnits(1_000), Left = Money.OfUnits(left), Purchased = s_calendar.StartOf(last.AddYears(-1)), PurchaseDay = last.AddYears(-1), LastUsableDay = last, End = s_calendar.EndOf(last) };
    }
}
