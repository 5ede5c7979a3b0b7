using System.Globalization;
using CommsCredits.Domain;

namespace CommsCredits.Web.Components.Controls;

/// <summary>
/// Figures and dates in the person's culture, the same on every page. Minus is U+2212 and touches the figure; a value that rounds to zero
/// has no sign; decimals are the currency's own (R2.5).
/// </summary>
public static class Format
{
    private const char Minus = '\u2212';

    private static CultureInfo Culture => CultureInfo.CurrentCulture;
    private static bool IsChinese => Culture.TwoLetterISOLanguageName == "zh";

    /// <summary><c>1,601.90</c> or <c>−12.40</c>, without the code.</summary>
    public static string Money(Money amount, Currency currency) => Figure(amount.Shown(currency.Decimals), currency.Decimals);

    /// <summary>A round sum without decimals, <c>500</c>; any other with the currency's own.</summary>
    public static string Short(Money amount, Currency currency) =>
        amount.Micros % Domain.Money.MicrosPerUnit == 0 ? Figure(amount.ToDecimal(), 0) : Money(amount, currency);

    /// <summary>With a plus for money coming in, where a column mixes both.</summary>
    public static string SignedMoney(Money amount, Currency currency)
    {
        var shown = amount.Shown(currency.Decimals);
        return (shown > 0 ? "+" : "") + Figure(shown, currency.Decimals);
    }

    /// <summary>Every decimal that is there, at least the currency's own: for tooltips and for the charge of one call.</summary>
    public static string ExactMoney(Money amount, Currency currency) => Figure(amount.ToDecimal(), currency.Decimals, 6);

    /// <summary>A rate or a call's charge: four decimals, as rate lists print them.</summary>
    public static string Rate(Money amount) => Figure(amount.Shown(4), 4);

    public static string Number(long number) => Figure(number, 0);

    /// <summary><c>19 Nov 2026</c>, <c>2026年11月19日</c>; with the weekday <c>Wed 9 Dec 2026</c>, <c>2026年12月9日 周三</c>.</summary>
    public static string Date(DateOnly day, bool weekday = false) => day.ToString((IsChinese, weekday) switch
    {
        (true, true) => "yyyy年M月d日 ddd",
        (true, false) => "yyyy年M月d日",
        (false, true) => "ddd d MMM yyyy",
        _ => "d MMM yyyy",
    }, Culture);

    /// <summary><c>19 Nov</c>, <c>11月19日</c>: where the year is plain.</summary>
    public static string DayMonth(DateOnly day) => day.ToString(IsChinese ? "M月d日" : "d MMM", Culture);

    /// <summary><c>October 2026</c>, <c>2026年10月</c>.</summary>
    public static string Month(Month month) => month.FirstDay.ToString(IsChinese ? "yyyy年M月" : "MMMM yyyy", Culture);

    /// <summary>True where a date begins with its year.</summary>
    public static bool YearLeads => IsChinese;

    /// <summary>A month on an axis: <c>Nov</c>, and the year where one begins: <c>Jan 2027</c>, <c>2027年1月</c>.</summary>
    public static string MonthMark(Month month) =>
        month.FirstDay.ToString((IsChinese, month.Number == 1) switch { (true, true) => "yyyy年M月", (true, false) => "M月", (_, true) => "MMM yyyy", _ => "MMM" }, Culture);

    /// <summary>24 hours, in the zone that the instant was brought to.</summary>
    public static string Time(DateTime local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>19 Nov 2026, 10:42:17</c>, <c>2026年11月19日 10:42:17</c>.</summary>
    public static string DateTime(DateTime local) =>
        Date(DateOnly.FromDateTime(local)) + (IsChinese ? " " : ", ") + local.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The city of a zone: <c>Los Angeles</c>.</summary>
    public static string Zone(TimeZoneInfo zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>A length or place in SVG and CSS: never in the person's culture.</summary>
    public static string Css(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Figure(decimal value, int decimals, int atMost = 0)
    {
        var pattern = "#,##0" + (Math.Max(decimals, atMost) > 0 ? "." : "") + new string('0', decimals) + new string('#', Math.Max(0, atMost - decimals));
        var digits = Math.Abs(value).ToString(pattern, Culture);
        return value < 0 && digits.Any(c => c is >= '1' and <= '9') ? Minus + digits : digits;
    }
}
