using CommsCredits.Domain.Insight;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Where things stand in a <see cref="MonthChart"/>.</summary>
internal sealed class MonthPlot
{
    private const decimal Top = 30, Foot = 22, TickRoom = 46;

    private readonly LevelCourse _course;
    private readonly decimal _lowest;

    public MonthPlot(ChartSize size, LevelCourse course)
    {
        _course = course;
        Line = ChartLine.Of(course.Points);
        _lowest = Math.Min(0, Line.Min(p => p.Value));
        Scale = NiceScale.For(Math.Max(Line.Max(p => p.Value), -_lowest), 5);
        (Right, Bottom) = (size.Width - 8, size.Height - Foot);
    }

    public decimal Left => 42;
    public decimal Right { get; }
    public decimal Bottom { get; }
    public NiceScale Scale { get; }
    public IEnumerable<int> Marks => Scale.From(_lowest);
    public IReadOnlyList<(decimal At, decimal Value)> Line { get; }
    public ChartTickList Ticks => ChartTicks.Of(_course.First, _course.Days, Right - Left, TickRoom);

    public decimal X(decimal at) => Left + (Right - Left) * at / Math.Max(1, _course.Days);
    public decimal X(DateOnly day) => X(day.DayNumber - _course.First.DayNumber);
    public decimal Y(decimal value) => Bottom - (value - _lowest) / (Scale.End - _lowest) * (Bottom - Top);

    public string Path => PathOf(Line);
    public string Above => PathOf([(0, 0), .. Line.Select(p => (p.At, Math.Max(0, p.Value))), (_course.Days, 0)]) + " Z";
    public string? Below => _lowest == 0 ? null : PathOf([(0, 0), .. Line.Select(p => (p.At, Math.Min(0, p.Value))), (_course.Days, 0)]) + " Z";
    public string Upright(LevelMark mark) => $"M{Format.Css(X(mark.At))} {Format.Css(Y(mark.Before.ToDecimal()))} V{Format.Css(Y(mark.After.ToDecimal()))}";

    public decimal TopBetween(decimal left, decimal right) => Y(Math.Max(0, ChartLine.Highest(Line, AtOf(left), AtOf(right))));

    private decimal AtOf(decimal x) => (x - Left) / (Right - Left) * _course.Days;
    private string PathOf(IEnumerable<(decimal At, decimal Value)> line) => "M" + string.Join(" L", line.Select(p => $"{Format.Css(X(p.At))} {Format.Css(Y(p.Value))}"));
}
