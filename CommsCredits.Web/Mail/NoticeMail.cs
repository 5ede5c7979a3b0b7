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
    private const string Whole = "100";
    private static readonly ResourceManager s_texts = new(typeof(NoticeTexts));

    /// <summary>The languages that mails are written in, the first where nobody has said.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "zh-Hans"];

    /// <summary>For a page: in the culture of whoever reads it.</summary>
    public static NoticeWords Say(Notice notice, Organization organization) => Say(notice, organization, new Words(CultureInfo.CurrentUICulture));

    public static NoticeText Write(Notice notice, Organization organization, CultureInfo culture, string portalAddress) => Write([notice], _ => true, organization, culture, portalAddress);

    /// <summary>One mail about one notice, or about several that tell one story (<see cref="NoticeStories"/>).</summary>
    /// <param name="wants">What the recipient is told of: the rest isn't in the mail, only that money has come since.</param>
    public static NoticeText Write(IReadOnlyList<Notice> story, Func<NoticeKind, bool> wants, Organization organization, CultureInfo culture, string portalAddress) => In(culture, L =>
    {
        IReadOnlyList<Notice> told = story.Count == 1 ? story : [.. story.Where(n => wants(n.Kind))];
        if (told.Count == 0) told = story;
        var said = told.Count == 1 && (story.Count == 1 || NoticeStories.IsPurchase(told[0].Kind)) ? Say(told[0], organization, L) : Tell(story, told, organization, L);
        var page = Page(said.Subject, said.Paragraphs, L["Foot"], told[^1].Created, said.Path, organization, portalAddress, L);
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
        string[] paragraphs = [Lead(notice, figures, values, L), .. Details(notice, figures, L), Do(notice, figures, values, L)];
        return new(Subject(notice, figures, values, L), [.. paragraphs.Where(p => p.Length > 0)], PathOf(notice));
    }

    /// <summary>What happened, in its order, then how it stands now. Of a failed payment that another one settled, nothing is left to confirm.</summary>
    private static NoticeWords Tell(IReadOnlyList<Notice> story, IReadOnlyList<Notice> told, Organization organization, Words L)
    {
        var (isSettled, purchase, last) = (NoticeStories.IsSettled(story), story.LastOrDefault(n => NoticeStories.IsPurchase(n.Kind)), told[^1]);
        List<string> paragraphs = [];
        foreach (var notice in told)
        {
            var figures = new NoticeFigures(notice.Figures, organization);
            var values = Values(notice.Kind, figures, L);
            paragraphs.Add(isSettled && NoticeKinds.Group(notice.Kind) == NoticeGroup.Balance && !figures.Has("Set") ? Said(L[$"Then_{notice.Kind}"], values) : Lead(notice, figures, values, L));
            if (!isSettled || notice.Kind != NoticeKind.RechargeFailed) paragraphs.AddRange(Details(notice, figures, L));
        }
        var now = new NoticeFigures(purchase?.Figures ?? new Dictionary<string, string>(), organization);
        if (now.Has("Balance")) paragraphs.Add(Said(L[told.Contains(purchase) ? "BalanceNow" : "ToppedUpSince"], now.Money("Balance")));
        else if (purchase is not null && !told.Contains(purchase)) paragraphs.Add(L["ToppedUp"]);
        var lastFigures = new NoticeFigures(last.Figures, organization);
        var isDone = isSettled && (NoticeStories.IsPurchase(last.Kind) || !told.Contains(purchase));
        paragraphs.Add(!isDone ? Do(last, lastFigures, Values(last.Kind, lastFigures, L), L) : L[told.Any(n => n.Kind == NoticeKind.RechargeFailed) ? "DoAfterFailure" : "DoSettled"]);
        return new(SubjectOf(isSettled, purchase, told, organization, L), [.. paragraphs.Where(p => p.Length > 0)], PathOf(last));
    }

    /// <summary>How it stands at the end: calls go out again, calls are blocked, or what came last.</summary>
    private static string SubjectOf(bool isSettled, Notice? purchase, IReadOnlyList<Notice> told, Organization organization, Words L)
    {
        var blocked = told.LastOrDefault(n => NoticeKinds.Blocked.Contains(n.Kind));
        var about = !isSettled ? blocked ?? told[^1] : told.Contains(purchase) ? purchase! : null;
        if (about is null) return L[blocked is null ? "SubjectToppedUp" : "SubjectAgain"];
        var figures = new NoticeFigures(about.Figures, organization);
        var subject = Subject(about, figures, Values(about.Kind, figures, L), L);
        return isSettled && blocked is not null ? Said(L["SubjectAgainBy"], subject) : subject;
    }

    private static string Subject(Notice notice, NoticeFigures figures, string[] values, Words L) => Said(L[$"Subject_{notice.Kind}{UsedUp(notice, figures)}"], values);

    /// <summary>A level that was just set: nothing has fallen.</summary>
    private static string Lead(Notice notice, NoticeFigures figures, string[] values, Words L) => Said(figures.Has("Set") ? L["LeadLowSet"] : L[$"Lead_{notice.Kind}{UsedUp(notice, figures)}"], values);

    /// <summary>A purchase that doesn't lift the balance above zero leaves something to do.</summary>
    private static string Do(Notice notice, NoticeFigures figures, string[] values, Words L) =>
        NoticeStories.IsPurchase(notice.Kind) && figures.Has("Balance") && !figures.IsPositive("Balance") ? Said(L["DoStillBlocked"], figures.Money("Balance")) : Said(L[$"Do_{notice.Kind}"], values);

    /// <summary>Minutes and limits that are used up say so, rather than 100 %.</summary>
    private static string UsedUp(Notice notice, NoticeFigures figures) => notice.Kind switch
    {
        NoticeKind.MinutePool when figures.Percent("Used", "Size") == Whole => "_All",
        NoticeKind.MonthCap when figures.Percent("Bought", "Cap") == Whole => "_All",
        _ => "",
    };

    /// <summary>The figures of each kind in the order in which its three texts number them.</summary>
    private static string[] Values(NoticeKind kind, NoticeFigures f, Words L) => kind switch
    {
        NoticeKind.FundsAdded or NoticeKind.RechargeDone => [f.Money("Amount"), f["Lot"]],
        NoticeKind.RechargeFailed => [f.Money("Amount"), L.Reason(f["Reason"]), f["Link"]],
        NoticeKind.RechargeSuspended => [f.Number("FailedRounds"), f.Time("At")],
        NoticeKind.RechargeCapped => [f.Money("Amount"), L.Reason(f["Reason"]), f.Time("LookAgainAt"), f.Money("Counted")],
        NoticeKind.MonthCap => [f.Percent("Bought", "Cap"), f.Money("Bought"), f.Money("Cap"), f.Month("Month")],
        NoticeKind.RechargeIdle => [f.Money("Counted"), f.Money("Amount")],
        NoticeKind.RechargeHeld => [f.Money("Imported"), f.Money("Limit"), f.Money("Counted")],
        NoticeKind.LotLapsing => [f.Money("Left"), string.Join(", ", f["Lots"].Split(' ')), f.Day("LastUsableDay"), f.Number("DaysLeft"), f.Money("LeftElsewhere")],
        NoticeKind.LotLapsed => [f.Money("Lapsed"), f["Lot"], f.Day("LastUsableDay")],
        NoticeKind.CardLapsing => [f["Label"], f["LastFour"], f.EndOf("ExpiryMonth"), f.Number("DaysLeft")],
        NoticeKind.MonthClosed => [f.Month("Month"), f.Money("Closing"), f.Money("Used"), f["Fingerprint"]],
        NoticeKind.MinutePool => [f["Pool"], f.Percent("Used", "Size"), f.Number("Used"), f.Number("Size"), f.Number("Left"), f.Month("Month")],
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
