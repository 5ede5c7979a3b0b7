using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Insight;

namespace CommsCredits.Web.Components.Controls;

public sealed record ForecastSize(string Class, int Width, int Height);

/// <summary>Where things stand in a <see cref="ForecastChart"/>. A balance below zero is drawn below the axis.</summary>
internal sealed class ForecastPlot
{
    private const decimal Top = 30;
    private const int RoomDays = 10, LeastDaysAhead = 30;

    private readonly IReadOnlyList<DayBalance> _past;
    private readonly ChartForecast _forecast;
    private readonly Money _opening;
    private readonly DateOnly _first, _from;
    private readonly decimal _lowest;

    public ForecastPlot(ForecastSize size, Money opening, IReadOnlyList<DayBalance> past, ChartForecast forecast, Money? trigger, DateOnly from)
    {
        (_opening, _past, _forecast, _first, _from) = (opening, past, forecast, past[0].Day, from);
        Left = 44;
        Right = size.Width - 8;
        Bottom = size.Height - 24;
        var today = past[^1].Day;
        var ahead = forecast.Middle.Count > 0 ? forecast.Middle[^1].Day : today;
        // The middle and room for its band; a pace near zero would draw a year of nothing.
        Last = new[] { ahead.AddDays(Math.Max(RoomDays, (ahead.DayNumber - today.DayNumber) / 5)), today.AddDays(LeastDaysAhead) }.Max();
        var values = past.Select(d => d.Closing.ToDecimal()).Append(opening.ToDecimal()).Append(trigger?.ToDecimal() ?? 0).ToArray();
        _lowest = Math.Min(0, values.Min());
        Scale = NiceScale.For(Math.Max(values.Max(), -_lowest), 5);
    }

    public decimal Left { get; }
    public decimal Right { get; }
    public decimal Bottom { get; }
    public DateOnly Last { get; }
    public NiceScale Scale { get; }
    public decimal Today => X(_past[^1].Day.AddDays(1));

    /// <summary>Months that begin in the drawing; every other one where there are many on a small one.</summary>
    public IEnumerable<Month> Months
    {
        get
        {
            var months = new List<Month>();
            for (var month = Month.Of(_first).Next; month.FirstDay <= Last; month = month.Next) months.Add(month);
            var every = Math.Max(1, (int)Math.Ceiling(months.Count * 46 / (Right - Left)));
            return months.Where((m, i) => i % every == 0 && X(m.FirstDay) < Right - 24);
        }
    }

    /// <summary>The line between a day and the one before it.</summary>
    public decimal X(DateOnly day) => Left + (Right - Left) * (day.DayNumber - _first.DayNumber) / Math.Max(1, Last.DayNumber - _first.DayNumber);
    public decimal Y(decimal value) => Bottom - (value - _lowest) / (Scale.End - _lowest) * (Bottom - Top);

    public string PastLine
    {
        get
        {
            var path = new StringBuilder($"M{Point(_first, _opening)}");
            foreach (var day in _past) path.Append($" V{Format.Css(Y(day.Closing.ToDecimal()))} H{Format.Css(X(day.Day.AddDays(1)))}");
            return path.ToString();
        }
    }

    public string Area => $"{PastLine} V{Format.Css(Y(0))} H{Format.Css(Left)} Z";

    public string Line(IReadOnlyList<ForecastDay> days) => "M" + Start + string.Concat(Shown(days).Select(d => $" L{Point(d.Day.AddDays(1), d.Balance)}"));

    public string Band
    {
        get
        {
            var (high, low) = (Shown(_forecast.High), Shown(_forecast.Low));
            // The faster pace ends first: its edge runs along the axis to where the slower one ends.
            var corner = high.Count < low.Count && low.Count > 0 ? $" L{Format.Css(X(low[^1].Day.AddDays(1)))} {Format.Css(Y(0))}" : "";
            return "M" + Start + string.Concat(high.Select(d => $" L{Point(d.Day.AddDays(1), d.Balance)}")) + corner + string.Concat(low.Reverse().Select(d => $" L{Point(d.Day.AddDays(1), d.Balance)}")) + " Z";
        }
    }

    public decimal LapseTop(ChartLapse lapse) => Y(lapse.Before.ToDecimal());

    public string Drop(ChartLapse lapse)
    {
        var x = Format.Css(X(lapse.Day.AddDays(1)));
        return $"M{x} {Format.Css(LapseTop(lapse))} V{Format.Css(Math.Max(LapseTop(lapse) + 2, Y((lapse.Before - lapse.Amount).ToDecimal())))}";
    }

    public string Bracket(DayBand empty)
    {
        DateOnly Within(DateOnly day) => day > Last ? Last : day;
        return $"M{Format.Css(X(Within(empty.Earliest)))} {Format.Css(Y(0))} H{Format.Css(Math.Max(X(Within(empty.Earliest)) + 3, X(Within(empty.Latest.AddDays(1)))))}";
    }

    private string Start => Point(_from.AddDays(1), _past[^1].Closing);
    private string Point(DateOnly day, Money value) => $"{Format.Css(X(day))} {Format.Css(Y(value.ToDecimal()))}";
    private IReadOnlyList<ForecastDay> Shown(IReadOnlyList<ForecastDay> days) => [.. days.TakeWhile(d => d.Day < Last)];
}
