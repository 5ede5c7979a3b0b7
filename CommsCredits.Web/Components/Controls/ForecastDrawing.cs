using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Components.Controls;

/// <summary>
/// Everything of a <see cref="ForecastChart"/> that takes work: where its lines run and its words find room. The pages that show the same forecast share one drawing: it was the dearest part of drawing a page anew.
/// </summary>
internal sealed class ForecastDrawing
{
    private static readonly ConditionalWeakTable<ChartForecast, ConcurrentDictionary<string, ForecastDrawing>> s_known = [];

    private ForecastDrawing(IStringLocalizer<PortalTexts> L, ChartSize size, ForecastChart chart)
    {
        Plot = new(size, chart.Past, chart.Forecast, chart.Lots, chart.Trigger);
        Words = new ForecastWords(L, Plot, chart.Currency, chart.Colors).Of(chart.Lots, chart.Balance, chart.Trigger, chart.Forecast?.Empty, chart.Forecast?.EmptyText ?? "");
        PastAreas = [.. Plot.Stack.Areas(Plot.Past)];
        Balance = Plot.PathOf(Plot.Line);
        if (Plot.Ahead is null || chart.Forecast is null) return;
        AheadAreas = [.. Plot.Stack.Areas(Plot.Ahead)];
        (Band, Most, Least, Middle) = (Plot.Band, Plot.Edge(r => r.Most), Plot.Edge(r => r.Least), Plot.PathOf(Plot.AheadLine));
    }

    public ForecastPlot Plot { get; }
    public IReadOnlyList<PlacedWord> Words { get; }
    public IReadOnlyList<LotArea> PastAreas { get; }
    public IReadOnlyList<LotArea> AheadAreas { get; } = [];
    public string Balance { get; }
    public string Band { get; } = "";
    public string Most { get; } = "";
    public string Least { get; } = "";
    public string Middle { get; } = "";

    /// <summary>The drawing of a chart in the reader's language; the one that another page has made of the very same forecast, where there is one.</summary>
    public static ForecastDrawing Of(IStringLocalizer<PortalTexts> L, ChartSize size, ForecastChart chart)
    {
        if (chart.Forecast is null) return new(L, size, chart);
        var lots = string.Join(' ', chart.Lots.Select(l => $"{l}:{chart.Colors.Of(l)}"));
        var key = $"{size.Width} {CultureInfo.CurrentUICulture.Name} {chart.Currency.Code} {chart.Balance.Micros} {chart.Trigger?.Micros} {RuntimeHelpers.GetHashCode(chart.Past)} {lots}";
        return s_known.GetOrCreateValue(chart.Forecast).GetOrAdd(key, _ => new(L, size, chart));
    }
}
