using System.Text.RegularExpressions;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Components.Controls;

namespace CommsCredits.Tests.Portal;

public sealed partial class LotColorsTests
{
    [Fact]
    public void OpenLots_NeverShareAColour_AndTheOlderKeepsItsOwn()
    {
        for (var first = 1; first < 40; first++)
            for (var step = 1; step <= 13; step++)
            {
                var open = Enumerable.Range(0, LotColor.Count).Select(i => first + i * step).ToList();
                var colors = new LotColors(open);
                Assert.Equal(LotColor.Count, open.Select(colors.Of).Distinct().Count());
                Assert.Equal(LotColor.Of(first), colors.Of(first));
                Assert.All(open, n => Assert.InRange(colors.Of(n), 1, LotColor.Count));
            }
    }

    [Fact]
    public void AColour_DoesNotDependOnTheOrder_AndStaysWhereNobodySharesIt()
    {
        Assert.Equal(new LotColors([16, 22, 28]).Of(28), new LotColors([28, 16, 22]).Of(28));
        Assert.Equal(new[] { 16, 22, 3 }.Select(LotColor.Of), new[] { 16, 22, 3 }.Select(new LotColors([16, 22, 3]).Of));
        Assert.NotEqual(LotColor.Of(28), new LotColors([16, 28]).Of(28));
        Assert.Equal(LotColor.Of(5), new LotColors([16, 28]).Of(5));
        // More than there are colours: told apart by their number
        Assert.InRange(new LotColors(Enumerable.Range(1, 30)).Of(30), 1, LotColor.Count);
    }

    /// <summary>Each colour stands out from its card, and what is written on it can be read, light and dark; and each is in the style sheet.</summary>
    [Fact]
    public void EachColour_StandsOut_AndCarriesItsLabel()
    {
        var css = File.ReadAllText(Repository.Of("wwwroot/app.css"));
        var lots = Token().Matches(css).ToDictionary(m => m.Groups[1].Value + m.Groups[2].Value, m => (Light: m.Groups[3].Value, Dark: m.Groups[4].Value));
        for (var n = 1; n <= LotColor.Count; n++)
        {
            var (lot, on) = (lots[$"lot-{n}"], lots[$"on-lot-{n}"]);
            Assert.True(Contrast(lot.Light, "#FFFFFF") >= 3, $"{n} light");
            Assert.True(Contrast(lot.Dark, "#131E21") >= 3, $"{n} dark");
            Assert.True(Contrast(lot.Light, on.Light) >= 4.5 && Contrast(lot.Dark, on.Dark) >= 4.5, $"{n} label");
            foreach (var use in new[] { $".l{n}{{background:", $".f{n}{{fill:", $".t{n}{{fill:" }) Assert.Contains(use, css);
        }
        Assert.Equal(LotColor.Count, lots.Where(l => l.Key.StartsWith("lot", StringComparison.Ordinal)).Select(l => l.Value.Light).Distinct().Count());
        Assert.Equal(LotColor.Count, lots.Where(l => l.Key.StartsWith("lot", StringComparison.Ordinal)).Select(l => l.Value.Dark).Distinct().Count());
    }

    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string hex)
    {
        if (hex.Length == 4) hex = $"#{hex[1]}{hex[1]}{hex[2]}{hex[2]}{hex[3]}{hex[3]}";
        double Part(int at) => Convert.ToInt32(hex.Substring(at, 2), 16) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }

    [GeneratedRegex(@"--cc-(lot|on-lot)(-\d+):light-dark\((#[0-9A-Fa-f]+),(#[0-9A-Fa-f]+)\)")]
    private static partial Regex Token();
}
