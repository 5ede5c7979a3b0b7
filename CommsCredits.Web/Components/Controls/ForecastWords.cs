using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A word in a chart with its place; a leader is drawn down to what it belongs to where it stands far above it.</summary>
internal sealed record PlacedWord(decimal X, decimal Y, string Text, string Css, string? Style = null, string? Leader = null);

/// <summary>The words of a <see cref="ForecastChart"/>: today, the trigger, each step, each lot. What finds no room is left out; the legend and the table have it all.</summary>
internal sealed class ForecastWords(IStringLocalizer<PortalTexts> L, ForecastPlot plot, Currency currency, LotColors colors)
{
    private const decimal Line = 15, FarAbove = 14;
    private const string LapseInk = "fill:var(--cc-lapse-ink);font-weight:500";

    /// <param name="lots">Those that are named in their areas.</param>
    public IReadOnlyList<PlacedWord> Of(IEnumerable<int> lots, Money balance, Money? trigger, DayBand? empty, string emptyText)
    {
        var words = Lots(lots).ToList();
        var labels = new ChartLabels(plot.Left, plot.Right, 18, Line);
        foreach (var word in words) labels.Keep(word.X, word.Y - 12, ChartSize.WidthOf(word.Text), Line);
        labels.Keep(plot.Today - 2, 0, 4, plot.Bottom);
        words.Add(Today(balance));
        if (trigger is { } at)
        {
            var text = L["Overview_ChartTrigger", Format.Short(at, currency)].Value;
            var width = ChartSize.WidthOf(text);
            var (x, y) = Clear(labels, width, plot.Y(at));
            words.Add(new(x, y, text, plot.TopBetween(x, x + width) < y - 12 ? "lab" : "lab halo"));
            labels.Keep(x, y - 12, width, Line);
        }
        if (empty is not null)
        {
            var width = ChartSize.WidthOf(emptyText) + 4;
            var x = plot.Right - width;
            var y = plot.Y(0) - 12;
            // Over the axis, unless a line of the days ahead runs through it there; and on no other word
            if (!plot.Size.IsWide || plot.Crosses(x, plot.Right, y - 12, y + 4)) y = plot.TopBetween(x, plot.Right) - 10;
            while (y > 2 * Line && !labels.IsFree(x, y - 12, width, Line)) y -= Line / 3;
            words.Add(new(x, y, emptyText, "strong halo"));
            labels.Keep(x, y - 12, width, Line);
        }
        if (plot.Line.Any(p => p.Value < 0)) words.Add(new(plot.X(plot.Line.First(p => p.Value < 0).At), plot.Y(0) - 6, L["Chart_Below"], "halo", "fill:var(--mud-palette-error);font-weight:600"));
        foreach (var (mark, isAhead) in Marks().OrderBy(m => m.IsAhead).ThenByDescending(m => m.Mark.Step.Amount.Abs()))
            if (Placed(labels, mark, isAhead) is { } word) words.Add(word);
        return words;
    }

    private IEnumerable<PlacedWord> Lots(IEnumerable<int> lots)
    {
        foreach (var lot in lots)
        {
            var text = L["Book_Lot", lot].Value;
            var width = ChartSize.WidthOf(text);
            if (plot.Stack.Room(plot.Past, lot, width) is { } room) yield return new(room.X, room.Y, text, "", $"fill:var(--cc-on-lot-{colors.Of(lot)});font-weight:500");
            else if (plot.Ahead is { } ahead && plot.Stack.Room(ahead, lot, width) is { } later) yield return new(later.X, later.Y, text, "lab", "font-weight:500");
        }
    }

    private IEnumerable<(LevelMark Mark, bool IsAhead)> Marks() => plot.Past.Marks.Select(m => (m, false)).Concat(plot.Ahead?.Marks.Select(m => (m, true)) ?? []);

    /// <summary>Above the trigger's line or below it, as far right as nothing runs through the words; at the right where something does everywhere.</summary>
    private (decimal X, decimal Y) Clear(ChartLabels labels, decimal width, decimal line)
    {
        foreach (var y in (ReadOnlySpan<decimal>)[line - 7, line + Line])
            for (var x = plot.Right - width; x > plot.Today + 8 && y < plot.Y(0); x -= 8)
                if (labels.IsFree(x, y - 12, width, Line) && !plot.Crosses(x, x + width, y - 12, y + 4)) return (x, y);
        return (plot.Right - width, line - 7);
    }

    private PlacedWord Today(Money balance)
    {
        var text = L["Overview_ChartToday", Format.Money(balance, currency)].Value;
        var width = ChartSize.WidthOf(text);
        return new(Math.Clamp(plot.Today - width / 2, 0, plot.Right - width), 12, text, "strong halo");
    }

    private PlacedWord? Placed(ChartLabels labels, LevelMark mark, bool isAhead)
    {
        var text = TextOf(mark.Step, isAhead);
        var x = plot.X(mark.At);
        if (labels.Place(ChartSize.WidthOf(text), x, plot.TopBetween) is not { } place) return null;
        var top = plot.Y(Money.Max(mark.Before, mark.After));
        var leader = top - place.Y > FarAbove && x >= place.X && x <= place.X + place.Width ? $"M{Format.Css(x)} {Format.Css(top - 3)} V{Format.Css(place.Y + 5)}" : null;
        return new(place.X, place.Y, text, isAhead && mark.Step.Amount.IsNegative ? "halo" : "lab halo", isAhead && mark.Step.Amount.IsNegative ? LapseInk : null, leader);
    }

    private string TextOf(LevelStep step, bool isAhead)
    {
        var about = (long)step.Amount.Abs().Shown(0);
        return (isAhead, step.Amount.IsPositive, plot.Size.IsWide) switch
        {
            (false, true, true) => L["Chart_In", Format.SignedMoney(step.Amount, currency), step.Lot ?? 0],
            (false, false, true) => L["Chart_Lapsed", step.Lot ?? 0, Format.Money(step.Amount.Abs(), currency)],
            (true, true, true) => L["Chart_WillAdd", Format.SignedMoney(step.Amount, currency), Format.DayMonth(step.Day)],
            (true, false, true) => L["Overview_LotLapses", about > 0 ? Format.Number(about) : Format.Money(step.Amount.Abs(), currency)],
            _ => (step.Amount.IsPositive ? "+" : "\u2212") + Format.Number(about),
        };
    }
}
