using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Features.Status;

/// <summary>Lengths of time and sizes of files, short and in the reader's language.</summary>
public static class StatusWords
{
    private const long Unit = 1024;

    /// <summary><c>40 ms</c>, <c>12 s</c>, <c>8 min</c>, <c>2 h 10 min</c>, <c>4 days</c>: the two largest units at the most.</summary>
    public static string Span(IStringLocalizer<PortalTexts> words, TimeSpan span)
    {
        var L = words;
        if (span < TimeSpan.Zero) span = TimeSpan.Zero;
        if (span < TimeSpan.FromSeconds(1)) return L["Span_Milliseconds", Format.Number((long)span.TotalMilliseconds)];
        if (span < TimeSpan.FromMinutes(1)) return L["Span_Seconds", Format.Number(span.Seconds)];
        if (span < TimeSpan.FromHours(1)) return L["Span_Minutes", Format.Number(span.Minutes)];
        if (span < TimeSpan.FromDays(1)) return span.Minutes == 0 ? L["Span_Hours", Format.Number(span.Hours)] : L["Span_HoursMinutes", Format.Number(span.Hours), Format.Number(span.Minutes)];
        return L[span.Days == 1 ? "Span_Day" : "Span_Days", Format.Number(span.Days)];
    }

    /// <summary>In the unit in which it has one to four digits, with one decimal under ten: <c>4.2 MB</c>, <c>310 MB</c>.</summary>
    public static string Size(long bytes)
    {
        string[] names = ["B", "KB", "MB", "GB", "TB"];
        var (size, unit) = ((decimal)bytes, 0);
        while (size >= Unit && unit < names.Length - 1) (size, unit) = (size / Unit, unit + 1);
        return size.ToString(unit > 0 && size < 10 ? "0.0" : "#,##0", System.Globalization.CultureInfo.CurrentCulture) + " " + names[unit];
    }
}
