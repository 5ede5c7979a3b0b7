using System.Globalization;
using System.Net;
using System.Resources;
using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;

namespace CommsCredits.Web.Mail;

/// <summary>What a notice says to one reader: subject, text, the same as simple HTML, and the page where something can be done.</summary>
public sealed record NoticeText(string Subject, string Text, string Html, string Path);

/// <summary>
/// Says a notice in a reader's language: what happened with its figures, what to do, and where (R13.2). Times are the organization's, amounts in its currency.
/// </summary>
public static class NoticeMail
{
    private static readonly ResourceManager s_texts = new(typeof(NoticeTexts));

    public static NoticeText Write(Notice notice, Organization organization, CultureInfo culture, string portalAddress)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            return Say(notice, organization, new Words(culture), portalAddress);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private static NoticeText Say(Notice notice, Organization organization, Words L, string portalAddress)
    {
        var figures = new NoticeFigures(notice.Figures, organization);
        var values = Values(notice.Kind, figures, L);
        var path = PathOf(notice);
        string[] paragraphs =
        [
            Said(L[$"Lead_{notice.Kind}"], values),
            .. Details(notice, figures, L),
            Said(L[$"Do_{notice.Kind}"], values),
        ];
        var at = organization.Calendar.WallClock(notice.Created);
        var foot = Said(L["Foot"], organization.Name, $"{Format.Date(DateOnly.FromDateTime(at))} {Format.Time(at)}", Format.Zone(organization.Calendar.Zone));
        var link = portalAddress.TrimEnd('/') + path;
        var shown = paragraphs.Where(p => p.Length > 0).ToList();
        var text = string.Join("\n\n", [.. shown, Said(L["Open"], link), foot]) + "\n";
        var html = $"""
            <!DOCTYPE html><html lang="{L.Language}"><body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#12252a;max-width:560px">
            {string.Join("\n", shown.Select(p => $"<p>{WebUtility.HtmlEncode(p)}</p>"))}
            <p>{(portalAddress.Length > 0 ? $"<a href=\"{WebUtility.HtmlEncode(link)}\" style=\"color:#0b5a60\">{WebUtility.HtmlEncode(L["OpenPage"])}</a>" : WebUtility.HtmlEncode(Said(L["Open"], link)))}</p>
            <p style="color:#4a5e64;font-size:13px">{WebUtility.HtmlEncode(foot)}</p>
            </body></html>
            """;
        return new(Said(L[$"Subject_{notice.Kind}"], values), text, html, path);
    }

    /// <summary>The figures of each kind in the order in which its three texts number them.</summary>
    private static string[] Values(NoticeKind kind, NoticeFigures f, Words L) => kind switch
    {
        NoticeKind.FundsAdded or NoticeKind.RechargeDone => [f.Money("Amount"), f["Lot"]],
        NoticeKind.RechargeFailed => [f.Money("Amount"), L.Reason(f["Reason"]), f["Link"]],
        NoticeKind.RechargeSuspended => [f.Number("FailedRounds"), f.Time("At")],
        NoticeKind.RechargeCapped => [f.Money("Amount"), L.Reason(f["Reason"]), f.Time("LookAgainAt"), f.Money("Counted")],
        NoticeKind.MonthCap => [f["Percent"], f.Money("Bought"), f.Money("Cap"), f.Month("Month")],
        NoticeKind.RechargeIdle => [f.Money("Counted"), f.Money("Amount")],
        NoticeKind.LotLapsing => [f.Money("Left"), string.Join(", ", f["Lots"].Split(' ')), f.Day("LastUsableDay"), f.Number("DaysLeft"), f.Money("LeftElsewhere")],
        NoticeKind.LotLapsed => [f.Money("Lapsed"), f["Lot"], f.Day("LastUsableDay")],
        NoticeKind.CardLapsing => [f["Label"], f["LastFour"], f.EndOf("ExpiryMonth"), f.Number("DaysLeft")],
        NoticeKind.MonthClosed => [f.Month("Month"), f.Money("Closing"), f.Money("Used"), f["Fingerprint"]],
        NoticeKind.MinutePool => [f["Pool"], f["Percent"], f.Number("Used"), f.Number("Size"), f.Number("Left"), f.Month("Month")],
        NoticeKind.MoneyOutsideOrder => [f.Money("Amount"), f.Money("TakenAmount", "TakenCurrency"), f["Lot"]],
        _ => [f.Money("Balance"), f.Money("Level"), f.Time("At")],
    };

    private static IEnumerable<string> Details(Notice notice, NoticeFigures figures, Words L)
    {
        if (notice.Kind == NoticeKind.LotLapsing) yield return Said(L[figures["ServiceAffected"] == "true" ? "ServiceAffected" : "ServiceNotAffected"], figures.Money("LeftElsewhere"));
        if (figures.Moneys("AlsoLevels") is { Length: > 0 } levels) yield return Said(L["AlsoLevels"], levels);
        if (figures.Has("Link")) yield return Said(L["Confirm"], figures["Link"]);
    }

    private static string PathOf(Notice notice) => notice.Kind switch
    {
        NoticeKind.FundsAdded or NoticeKind.LotLapsing or NoticeKind.LotLapsed or NoticeKind.MoneyOutsideOrder => "/funding",
        NoticeKind.RechargeDone or NoticeKind.RechargeFailed or NoticeKind.RechargeSuspended or NoticeKind.RechargeCapped or NoticeKind.MonthCap or NoticeKind.RechargeIdle
            or NoticeKind.CardLapsing => "/recharge",
        NoticeKind.MinutePool => "/rates/pools",
        NoticeKind.MonthClosed => $"/statements/{notice.Figures.GetValueOrDefault("Month")}",
        _ => "/",
    };

    private static string Said(string text, params string[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    private sealed class Words(CultureInfo culture)
    {
        public string Language => culture.TwoLetterISOLanguageName == "zh" ? "zh-Hans" : "en";

        public string this[string key] => s_texts.GetString(key, culture) ?? throw new InvalidOperationException($"NoticeTexts has no text '{key}'.");

        /// <summary>A reason of ours in words; a bank's own code as it is.</summary>
        public string Reason(string code) => s_texts.GetString("Reason_" + code, culture) ?? code;
    }
}
