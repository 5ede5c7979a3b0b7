using System.Globalization;
using System.Resources;
using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;

namespace CommsCredits.Web.Mail;

/// <summary>What a notice says to one reader: subject, what happened and what to do, and the page where something can be done.</summary>
public sealed record NoticeWords(string Subject, IReadOnlyList<string> Paragraphs, string Path);

/// <summary>The same as a mail: text and HTML that say the same.</summary>
public sealed record NoticeText(string Subject, string Text, string Html, string Path);

/// <summary>
/// Says a notice in a reader's language: what happened with its figures, what to do, and where (R13.2). Times are the organization's, amounts in its currency.
/// </summary>
public static class NoticeMail
{
    private static readonly ResourceManager s_texts = new(typeof(NoticeTexts));

    /// <summary>The languages that mails are written in, the first where nobody has said.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "zh-Hans"];

    /// <summary>For a page: in the culture of whoever reads it.</summary>
    public static NoticeWords Say(Notice notice, Organization organization) => Say(notice, organization, new Words(CultureInfo.CurrentUICulture));

    public static NoticeText Write(Notice notice, Organization organization, CultureInfo culture, string portalAddress) => In(culture, L =>
    {
        var said = Say(notice, organization, L);
        var page = Page(said.Subject, said.Paragraphs, L["Foot"], notice.Created, said.Path, organization, portalAddress, L);
        return new NoticeText(said.Subject, page.Text(), page.Html(), said.Path);
    });

    /// <summary>A mail that somebody sends from the settings, to see whether mail arrives.</summary>
    public static NoticeText Test(Organization organization, DateTime at, CultureInfo culture, string portalAddress) => In(culture, L =>
    {
        var page = Page(L["TestSubject"], [L["TestLead"], L["TestDo"]], L["TestFoot"], at, "/settings/mail", organization, portalAddress, L);
        return new NoticeText(page.Title, page.Text(), page.Html(), "/settings/mail");
    });

    private static T In<T>(CultureInfo culture, Func<Words, T> say)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            return say(new(culture));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private static MailPage Page(string title, IReadOnlyList<string> paragraphs, string foot, DateTime at, string path, Organization organization, string portalAddress, Words L)
    {
        var (local, link) = (organization.Calendar.WallClock(at), portalAddress.TrimEnd('/') + path);
        return new()
        {
            Language = L.Language, Brand = $"CommsCredits · {organization.Name}", Title = title, Paragraphs = paragraphs, LinkText = Said(L["Open"], link), Button = L["OpenPage"], Link = portalAddress.Length > 0 ? link : null,
            Foot = Said(foot, organization.Name, $"{Format.Date(DateOnly.FromDateTime(local))} {Format.Time(local)}", Format.Zone(organization.Calendar.Zone)),
        };
    }

    private static NoticeWords Say(Notice notice, Organization organization, Words L)
    {
        var figures = new NoticeFigures(notice.Figures, organization);
        var values = Values(notice.Kind, figures, L);
        // A level that was just set: nothing has fallen
        var lead = figures.Has("Set") ? L["LeadLowSet"] : L[$"Lead_{notice.Kind}"];
        string[] paragraphs = [Said(lead, values), .. Details(notice, figures, L), Said(L[$"Do_{notice.Kind}"], values)];
        return new(Said(L[$"Subject_{notice.Kind}"], values), [.. paragraphs.Where(p => p.Length > 0)], PathOf(notice));
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
        NoticeKind.RechargeHeld => [f.Money("Imported"), f.Money("Limit"), f.Money("Counted")],
        NoticeKind.LotLapsing => [f.Money("Left"), string.Join(", ", f["Lots"].Split(' ')), f.Day("LastUsableDay"), f.Number("DaysLeft"), f.Money("LeftElsewhere")],
        NoticeKind.LotLapsed => [f.Money("Lapsed"), f["Lot"], f.Day("LastUsableDay")],
        NoticeKind.CardLapsing => [f["Label"], f["LastFour"], f.EndOf("ExpiryMonth"), f.Number("DaysLeft")],
        NoticeKind.MonthClosed => [f.Month("Month"), f.Money("Closing"), f.Money("Used"), f["Fingerprint"]],
        NoticeKind.MinutePool => [f["Pool"], f["Percent"], f.Number("Used"), f.Number("Size"), f.Number("Left"), f.Month("Month")],
        NoticeKind.MoneyOutsideOrder => [f.Money("Amount"), f.Money("TakenAmount", "TakenCurrency"), f["Lot"]],
        NoticeKind.BooksDiffer => [L.Reason(f["Reason"]), f["Detail"]],
        _ => [f.Money("Balance"), f.Money("Level"), f.Time("At")],
    };

    private static IEnumerable<string> Details(Notice notice, NoticeFigures figures, Words L)
    {
        if (notice.Kind == NoticeKind.LotLapsing) yield return Said(L[figures["ServiceAffected"] == "true" ? "ServiceAffected" : "ServiceNotAffected"], figures.Money("LeftElsewhere"));
        if (figures.Moneys("AlsoLevels") is { Length: > 0 } levels) yield return Said(figures.Has("Set") ? L["AlsoLevelsSet"] : L["AlsoLevels"], levels);
        if (figures.Has("Trail")) yield return Said(L["Heads"], figures.Number("HeadEntry"), figures["Head"], figures.Number("TrailRow"), figures["Trail"]);
        if (figures.Has("Link")) yield return Said(L["Confirm"], figures["Link"]);
    }

    private static string PathOf(Notice notice) => notice.Kind switch
    {
        NoticeKind.FundsAdded or NoticeKind.LotLapsing or NoticeKind.LotLapsed or NoticeKind.MoneyOutsideOrder => "/funding",
        NoticeKind.RechargeDone or NoticeKind.RechargeFailed or NoticeKind.RechargeSuspended or NoticeKind.RechargeCapped or NoticeKind.MonthCap or NoticeKind.RechargeIdle or NoticeKind.RechargeHeld => "/recharge",
        NoticeKind.CardLapsing => "/payments",
        NoticeKind.MinutePool => "/rates/pools",
        NoticeKind.BooksDiffer => "/ledger",
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
