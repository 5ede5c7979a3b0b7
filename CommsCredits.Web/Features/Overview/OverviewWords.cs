using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CommsCredits.Web.Features.Overview;

/// <summary>The sentences of Overview: what the facts mean, in the reader's language.</summary>
public sealed class OverviewWords(IStringLocalizer<PortalTexts> L, OverviewFacts facts)
{
    private Currency Currency => facts.Organization.Currency;

    public NoteKind Mood => facts.State switch
    {
        OverviewState.Blocked => NoteKind.Bad,
        OverviewState.Low or OverviewState.Suspended => NoteKind.Warn,
        _ => NoteKind.Good,
    };

    public string State => L[facts.State switch
    {
        OverviewState.Blocked => "Overview_StateBlocked",
        OverviewState.Low => "Overview_StateLow",
        OverviewState.Postpaid => "Overview_StatePostpaid",
        _ => "Overview_StateOpen",
    }];

    public string Since => facts.BlockedSince is { } since
        ? L["Overview_Since", Moment(since)]
        : facts.ReadTo is { } day ? L["Overview_ReadToShort", DayOf(day)] : L["Overview_ReadNothingShort"];

    /// <summary>Up to when calls have been read, and what is likely missing: the balance is no newer than that.</summary>
    public string Read => facts.ReadTo is not { } day ? L["Overview_ReadNothing"]
        : facts.StillToCome is { } about ? L["Overview_ReadToAbout", DayOf(day), Ago, About(about, Currency)] : L["Overview_ReadTo", DayOf(day), Ago];

    public string Title
    {
        get
        {
            if (facts.State == OverviewState.Lapsing && facts.Lots.Count > 0 && LapsingFirst is not { IsZero: true })
                return LapsingFirst is { } lapsing
                    ? L["Overview_TitleWillLapse", $"{About(lapsing, Currency)} {Currency.Code}", Format.Date(facts.Lots[0].LastUsableDay)]
                    : L["Overview_TitleLapsing", Code(LeftFirst), Format.Date(facts.Lots[0].LastUsableDay)];
            if (facts.State is OverviewState.Open or OverviewState.Lapsing && facts.Recharging is { } with) return TitleWith(with);
            if (facts.State is OverviewState.Open or OverviewState.Lapsing && facts.RunOut is { Answer: RunOutAnswer.Known } runOut)
                return runOut.Earliest == runOut.Latest ? L["Overview_TitleLasts", Format.Date(runOut.Day)] : L["Overview_TitleLastsBetween", Format.Date(runOut.Day), OutlookWords.Band(runOut)];
            if (facts.State == OverviewState.Open && !facts.SeesRule) return L["Overview_TitlePlain"];
            if (facts.State == OverviewState.Open && facts.Rule is { IsOn: true }) return L["Overview_TitleWatched"];
            return L[$"OverviewTitle_{facts.State}"];
        }
    }

    /// <summary>After the balance: how far the trigger is.</summary>
    public string Distance => facts.Trigger is not { } trigger ? L["Overview_InPool"]
        : facts.Balance > trigger ? L["Overview_AboveTrigger", Money(facts.Balance - trigger)]
        : facts.Balance == trigger ? L["Overview_AtTrigger"]
        : L["Overview_BelowTrigger", Money(trigger - facts.Balance)];

    /// <summary>The rule's state in a sentence; null for a role that may not see it, and for whoever is billed after use.</summary>
    public string? Rule => facts.Organization.IsPostpaid ? L["Overview_RulePostpaid"].Value : facts.Rule switch
    {
        { SuspendedAt: { } at } => L["Overview_RuleSuspended", Moment(at)],
        { IsOn: true, Mode: RechargeMode.FillUp } rule when facts.Fires is { } fires => L["Overview_RuleFillsUpAbout", Money(rule.Target), Money(rule.Trigger), Format.DayMonth(fires.Day)],
        { IsOn: true } rule when facts.Fires is { } fires => L["Overview_RuleAddsAbout", Money(rule.Amount), Money(rule.Trigger), Format.DayMonth(fires.Day)],
        { IsOn: true, Mode: RechargeMode.FillUp } rule => L["Overview_RuleFillsUp", Money(rule.Target), Money(rule.Trigger)],
        { IsOn: true } rule => L["Overview_RuleAdds", Money(rule.Amount), Money(rule.Trigger)],
        { } => L["Overview_RuleOff"],
        null => facts.SeesRule ? L["Overview_RuleOff"].Value : null,
    };

    public NextItem Next(UpcomingEvent e)
    {
        var when = Format.DayMonth(e.Day);
        var days = e.Day.DayNumber - facts.Today.DayNumber;
        var between = days switch { 0 => L["Overview_Today"].Value, 1 => L["Overview_Tomorrow"], _ => e.Day.Year == facts.Today.Year ? L["Overview_InDays", days] : L["Overview_InDaysOf", e.Day.Year, days] };
        return e.Kind switch
        {
            UpcomingKind.RuleTriesAgain => new(when, L["Overview_NextTry", Format.Time(facts.Organization.Calendar.WallClock(e.At!.Value))], facts.Rule?.Card, between, NextKind.MoneyIn),
            UpcomingKind.RuleFires => new(when, FiresText, facts.Rule?.Card, e.Band!.Earliest == e.Band.Latest ? between.ToString() : L["Overview_Span", Format.DayMonth(e.Band.Earliest), Format.DayMonth(e.Band.Latest)].Value, NextKind.MoneyIn),
            UpcomingKind.LimitsStartAgain => new(when, L["Overview_NextLimits"], null, between),
            UpcomingKind.MonthCloses => new(when, L["Overview_NextCloses", Format.Month(e.Month)], L["Overview_NextClosesDetail"], between),
            UpcomingKind.LotLapses => new(when, L["Overview_NextLapse", e.Lot], LapseDetail(e), between, e.Lapsing is { IsZero: true } ? NextKind.Plain : NextKind.Lapse),
            UpcomingKind.LotNotice => new(when, L["Overview_NextNotice", e.Lot], L["Overview_NextNoticeDetail", e.DaysAhead], between),
            _ => new(when, L["Overview_NextCard", e.Card], L[e.IsBackup ? "Overview_NextCardIsBackup" : e.HasBackup ? "Overview_NextCardBackup" : "Overview_NextCardAlone"], between, NextKind.Lapse),
        };
    }

    public string Money(Money amount) => Format.Money(amount, Currency);

    /// <summary>An estimate: whole units, or exact where it is less than one.</summary>
    public static string About(Money amount, Currency currency) =>
        amount.Abs() < Domain.Money.OfUnits(1) ? Format.Money(amount, currency) : Format.Number((long)amount.Shown(0));

    /// <summary>With the rule at work, what really will happen: it buys, as long as the card pays, or its limits stop it.</summary>
    private string TitleWith(RechargeForecast with)
    {
        if (with.Empty is { } day) return L["Overview_EmptyAllTheSame", Format.Date(day)] + L["Overview_Stop"];
        if (with.Recharges is not [var first, ..]) return L["Overview_TitleNoRecharge", Format.Date(with.Until)];
        var pays = facts.Rule?.Card is { } card ? L["Overview_WhilePays", card] : L["Overview_WhilePaid"];
        return first.Day.Earliest == first.Day.Latest
            ? L["Overview_TitleRecharge", Money(first.Amount), Format.Date(first.Day.Day), pays]
            : L["Overview_TitleRechargeBetween", Money(first.Amount), Format.Date(first.Day.Day), OutlookWords.Band(first.Day), pays];
    }

    private string Ago => facts.DaysSinceRead switch { 0 => L["Overview_Today"], 1 => L["Overview_Yesterday"], var days => L["Overview_DaysAgo", Format.Number(days!.Value)] };

    private string DayOf(DateOnly day) => day.Year == facts.Today.Year ? Format.DayMonth(day) : Format.Date(day);

    private IEnumerable<CreditLot> First => facts.Lots.Where(l => l.LastUsableDay == facts.Lots[0].LastUsableDay);
    private Money LeftFirst => First.Select(l => l.Left).Total();

    /// <summary>What will likely lapse of the lots that end first; null where nobody can say.</summary>
    private Money? LapsingFirst => facts.Outlook?.Lapse is { } lapse ? First.Select(lot => lapse.Lots.FirstOrDefault(l => l.Number == lot.Number)?.About ?? Domain.Money.Zero).Total() : null;

    private string FiresText => facts.Rule is { Mode: RechargeMode.FillUp } rule ? L["Overview_NextFillsUp", Money(rule.Target)] : L["Overview_NextAdds", Money(facts.Rule!.Amount)];

    private string LapseDetail(UpcomingEvent e) => e.Lapsing switch
    {
        null => L["Overview_NextLapseDetail", Code(e.Amount)],
        { IsPositive: true } lapsing => L["Overview_NextLapseAbout", $"{About(lapsing, Currency)} {Currency.Code}"],
        _ => L["Overview_NextLapseNone"],
    };

    private string Code(Money amount) => $"{Money(amount)} {Currency.Code}";

    private string Moment(DateTime at)
    {
        var local = facts.Organization.Calendar.WallClock(at);
        return $"{Format.Date(DateOnly.FromDateTime(local))} {Format.Time(local)}";
    }
}
