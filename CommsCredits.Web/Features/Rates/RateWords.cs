using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.Features.Rates;

/// <summary>Rates and lengths of calls as these pages write and read them.</summary>
internal static class RateWords
{
    private const int LongestCall = 24 * 3_600;

    /// <summary>Four decimals, as rate lists print them, and up to six where they are there.</summary>
    public static string Price(Money price) => price.ToDecimal().ToString("#,##0.0000##", CultureInfo.CurrentCulture);

    public static string Length(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    public static string Prefix(Rate rate) => "+" + rate.Prefix;

    /// <summary>Seconds of <c>192</c> or <c>3:12</c>, up to a day; null for anything else.</summary>
    public static int? ReadLength(string? text)
    {
        var seconds = text?.Trim().Split(':') switch
        {
            [var whole] => Whole(whole),
            [var minutes, var rest] when Whole(rest) is < 60 and var s => Whole(minutes) * 60 + s,
            _ => null,
        };
        return seconds is > 0 and <= LongestCall ? seconds : null;
    }

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= LongestCall ? number : null;
}
