using CommsCredits.Domain;
using CommsCredits.Domain.Insight;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Where things stand in a <see cref="ForecastChart"/>: days from the left, money from the zero line, which is not the lowest line where the pool was below zero.</summary>
internal sealed class ForecastPlot
{
    private const decimal Top = 46, Foot = 26;

    private readonly ChartForecast? _forecast;
    private readonly decimal _lowest;
    private readonly int _total;

    public ForecastPlot(ChartSize size, PoolPast past, ChartForecast? forecast, IReadOnlyList<int> order, Money? trigger)
    {
        (Size, _forecast, First, DaysPast) = (size, forecast, past.First, past.Days.Count);
        (Left, Right, Bottom) = (44, size.Width - 8, size.Height - Foot);
        Past = past.Course;
        Ahead = forecast?.Paces.Middle.CourseAfter(past.Today.Day, forecast.Last, DaysPast);
        _total = forecast is null ? DaysPast : Math.Max(DaysPast + 1, forecast.Last.DayNumber - First.DayNumber + 1);
        Line = ChartLine.Of(Past.Points);
        AheadLine = Ahead is null ? [] : ChartLine.Of(Ahead.Points.Prepend(Past.Points[^1]));
        IReadOnlyList<decimal> values = [.. Line.Select(p => p.Value), .. AheadLine.Select(p => p.Value), .. forecast?.Rows.Select(r => r.Most.ToDecimal()) ?? [], trigger?.ToDecimal() ?? 0];
        _lowest = Math.Min(0, values.Min());
        Scale = NiceScale.For(Math.Max(values.Max(), -_lowest), 5);
        Stack = new(this, order);
    }

    public ChartSize Size { get; }
    public DateOnly First { get; }
    public int DaysPast { get; }
    public decimal Left { get; }
    public decimal Right { get; }
    public decimal Bottom { get; }
    public NiceScale Scale { get; }
    public IEnumerable<int> Marks => Scale.From(_lowest);
    public LotStack Stack { get; }
    public LevelCourse Past { get; }
    public LevelCourse? Ahead { get; }
    public IReadOnlyList<(decimal At, decimal Value)> Line { get; }
    public IReadOnlyList<(decimal At, decimal Value)> AheadLine { get; }
    public decimal Today => X(DaysPast);
    public ChartTickList Ticks => ChartTicks.Of(First, _total, Right - Left, 36);

    /// <summary>A word right of each tick where it does not lie on the one before.</summary>
    public IEnumerable<(decimal X, string Text)> TickWords
    {
        get
        {
            var (ticks, free) = (Ticks, 0m);
            foreach (var day in ticks.Days)
            {
                var text = ticks.IsByMonth ? Format.MonthMark(Month.Of(day)) : Format.DayMonth(day);
                var (x, width) = (X(day) + 4, ChartSize.WidthOf(text, 11));
                if (x < free || x + width > Right + 8) continue;
                free = x + width + 6;
                yield return (x, text);
            }
        }
    }

    public decimal X(decimal at) => Left + (Right - Left) * at / _total;
    public decimal X(DateOnly day) => X(Math.Min(day.DayNumber - First.DayNumber, _total));
    public decimal Y(decimal value) => Bottom - (value - _lowest) / (Scale.End - _lowest) * (Bottom - Top);
    public decimal Y(Money value) => Y(value.ToDecimal());

    public string PathOf(IEnumerable<(decimal At, decimal Value)> line) => "M" + string.Join(" L", line.Select(p => Point(p.At, p.Value)));

    /// <summary>Below the zero line, down to the balance; null where it was never there.</summary>
    public string? Below => Line.All(p => p.Value >= 0) ? null : PathOf([(0, 0), .. Line.Select(p => (p.At, Math.Min(0, p.Value))), (DaysPast, 0)]) + " Z";

    public string Edge(Func<ForecastRow, Money> of) => PathOf(_forecast!.Rows.Select(r => (At(r), of(r).ToDecimal())));

    public string Band => PathOf([.. _forecast!.Rows.Select(r => (At(r), r.Most.ToDecimal())), .. _forecast.Rows.Reverse().Select(r => (At(r), r.Least.ToDecimal()))]) + " Z";

    public string Upright(LevelMark mark) => $"M{Point(mark.At, mark.Before.ToDecimal())} V{Format.Css(Y(mark.After))}";

    /// <summary>The days between which it will be empty, at least so wide that it is seen.</summary>
    public string Bracket(DayBand empty) => $"M{Format.Css(X(empty.Earliest))} {Format.Css(Y(0))} H{Format.Css(Math.Max(X(empty.Earliest) + 5, X(empty.Latest.AddDays(1))))}";

    /// <summary>The top of what is drawn between two places.</summary>
    public decimal TopBetween(decimal left, decimal right)
    {
        var (from, to) = (AtOf(left), AtOf(right));
        var highest = from <= DaysPast ? ChartLine.Highest(Line, from, Math.Min(to, DaysPast)) : 0;
        if (to > DaysPast && _forecast is { } forecast)
        {
            highest = Math.Max(highest, ChartLine.Highest(AheadLine, Math.Max(from, DaysPast), to));
            foreach (var row in forecast.Rows.Where(r => At(r) >= from - 1 && At(r) <= to + 1)) highest = Math.Max(highest, row.Most.ToDecimal());
        }
        return Y(Math.Max(0, highest));
    }

    /// <summary>Whether a line of the days ahead runs through a box.</summary>
    public bool Crosses(decimal left, decimal right, decimal top, decimal bottom)
    {
        if (_forecast is null) return false;
        var within = _forecast.Rows.Where(r => X(At(r)) >= left - 8 && X(At(r)) <= right + 8).ToList();
        bool Through(Func<ForecastRow, Money> of) => within.Count > 0 && Y(within.Max(of)) <= bottom && Y(within.Min(of)) >= top;
        return Through(r => r.Middle) || Through(r => r.Least) || Through(r => r.Most);
    }

    private decimal At(ForecastRow row) => row.Day.DayNumber - First.DayNumber + 1;
    private decimal AtOf(decimal x) => (x - Left) / (Right - Left) * _total;
    private string Point(decimal at, decimal value) => $"{Format.Css(X(at))} {Format.Css(Y(value))}";
}
