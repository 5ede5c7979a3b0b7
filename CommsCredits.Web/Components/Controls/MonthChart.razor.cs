using System.Text;
using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The balance at the end of a local day.</summary>
public sealed record DayBalance(DateOnly Day, Money Closing);

/// <summary>
/// The balance through a month as steps, one a day, from the opening balance on. Zero is on the axis; below zero is drawn below it.
/// Two sizes are rendered and the style sheet picks one.
/// </summary>
public sealed partial class MonthChart
{
    private const decimal Left = 38;
    private static readonly Size[] s_sizes = [new("wide-only", 460, 220, 7), new("phone-only", 326, 190, 10)];
    private static readonly Size[] s_wide = [new("wide-only", 1112, 250, 7), new("phone-only", 326, 220, 20)];

    [Parameter, EditorRequired] public Money Opening { get; set; }
    [Parameter, EditorRequired] public IReadOnlyList<DayBalance> Days { get; set; } = [];

    /// <summary>The same in a sentence, for those who do not see it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Over the whole width of the page, for more days than a month has.</summary>
    [Parameter] public bool Wide { get; set; }

    private Plot PlotOf(Size size)
    {
        var values = Days.Select(d => d.Closing.ToDecimal()).Prepend(Opening.ToDecimal()).ToArray();
        return new Plot(size, values);
    }

    private sealed record Size(string Class, int Width, int Height, int LabelEvery);

    private sealed record Plot(Size Size, decimal[] Values)
    {
        public NiceScale Scale { get; } = NiceScale.For(Math.Max(Values.Max(), Values.Min() < 0 ? -Values.Min() : 0), 5);
        public decimal Right => Size.Width - 8;
        public decimal Bottom => Size.Height - 22;
        private decimal Lowest => Math.Min(0, Values.Min());

        public decimal X(int day) => Left + (Right - Left) * day / Math.Max(1, Values.Length - 1);
        public decimal Y(decimal value) => Bottom - (value - Lowest) / (Scale.End - Lowest) * (Bottom - 26);

        public string Line
        {
            get
            {
                var path = new StringBuilder($"M{Format.Css(X(0))} {Format.Css(Y(Values[0]))}");
                for (var day = 1; day < Values.Length; day++)
                    path.Append($" H{Format.Css(X(day))} V{Format.Css(Y(Values[day]))}");
                return path.ToString();
            }
        }

        public string Area => $"{Line} V{Format.Css(Y(0))} H{Format.Css(Left)} Z";
    }
}
