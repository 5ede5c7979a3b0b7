using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Features.Overview;

/// <summary>What the outlook means in the reader's language: how fast, how long, what lapses, and how each was counted.</summary>
public sealed class OutlookWords(IStringLocalizer<PortalTexts> L, OverviewFacts facts)
{
    private Currency Currency => facts.Organization.Currency;
    private Outlook? Outlook => facts.Outlook;

    /// <summary>Null where there is no figure.</summary>
    public Money? ADay => Outlook?.Burn is { Knowledge: not BurnKnowledge.TooFewDays } burn ? burn.ADay : null;

    /// <summary>How the pace was counted, or why there is none.</summary>
    public string ADayHow => Outlook?.Burn switch
    {
        { Knowledge: BurnKnowledge.Known } burn => L["Overview_ADayHow", Format.Number(burn.Days), Format.DayMonth(burn.From), Format.DayMonth(burn.To), Format.Money(burn.LowDay, Currency), Format.Money(burn.HighDay, Currency)],
        { Knowledge: BurnKnowledge.NoUse } burn => L["Overview_ADayNone", Format.Number(burn.Days)],
        _ => L["Overview_ADayFew", Format.Number(BurnRate.FewestDays)],
    };

    /// <summary>The day on which the pool is empty; a dash with a reason where nobody can say.</summary>
    public string RunsOut => facts.RunOut switch
    {
        { Answer: RunOutAnswer.Known } runOut => L["Overview_About", Format.Date(runOut.Day)],
        { Answer: RunOutAnswer.NotWithinAYear } => L["Overview_NotWithinAYear"],
        _ => "–",
    };

    public string RunsOutHow => facts.RunOut switch
    {
        { Answer: RunOutAnswer.Known, EndsByLapse: true } runOut => L["Overview_RunsOutLapse", Band(runOut)],
        { Answer: RunOutAnswer.Known } runOut => L["Overview_RunsOutHow", Band(runOut)],
        { Answer: RunOutAnswer.NotWithinAYear } => L["Overview_RunsOutLate"],
        { Answer: RunOutAnswer.NoUse } => L["Overview_RunsOutNoUse"],
        { Answer: RunOutAnswer.Empty } => L["Overview_RunsOutEmpty"],
        _ => L["Overview_ADayFew", Format.Number(BurnRate.FewestDays)],
    };

    public bool SomeLapses => Outlook?.Lapse is { About.IsPositive: true };

    /// <summary>What will lapse in all; null where nobody can say.</summary>
    public string? WillLapse => Outlook?.Lapse is { } lapse ? SomeLapses ? L["Overview_About", OverviewWords.About(lapse.About, Currency)].Value : L["Overview_Nothing"].Value : null;

    public string? WillLapseHow => Outlook?.Lapse is { } lapse ? L["Overview_WillLapseHow", OverviewWords.About(lapse.Least, Currency), OverviewWords.About(lapse.Most, Currency)].Value : null;

    public LotLapse? Of(int lot) => Outlook?.Lapse?.Lots.FirstOrDefault(l => l.Number == lot);

    /// <summary>"About 59 lapses (16 to 101)", "used up about 8 Jan"; null where nobody can say.</summary>
    public string? Lot(LotLapse? lot) => lot switch
    {
        null => null,
        { About.IsPositive: true } when lot.Least == lot.Most => L["Overview_LotLapses", OverviewWords.About(lot.About, Currency)].Value,
        { About.IsPositive: true } => L["Overview_LotLapsesRange", OverviewWords.About(lot.About, Currency), OverviewWords.About(lot.Least, Currency), OverviewWords.About(lot.Most, Currency)],
        { UsedUp: { } day } => L["Overview_LotUsedUp", day.Year == facts.Today.Year ? Format.DayMonth(day) : Format.Date(day)],
        _ => null,
    };

    /// <summary>Question and answer, in the order in which it is worked out.</summary>
    public IReadOnlyList<TraceStep> HowCounted(bool recharging) => Outlook is not { Burn: { Knowledge: BurnKnowledge.Known } burn } ? [] :
    [
        new(L["Overview_HowDays"], burn.Next < facts.Today
            ? L["Overview_HowDaysLate", Format.Number(burn.Days), Format.Date(burn.From), Format.Date(burn.To), Format.Number(facts.Today.DayNumber - burn.Next.DayNumber)]
            : L["Overview_HowDaysAll", Format.Number(burn.Days), Format.Date(burn.From), Format.Date(burn.To)]),
        new(L["Overview_HowPace"], L["Overview_HowPaceAnswer", Format.Money(burn.MiddleWeek, Currency), Format.Money(burn.ADay, Currency), Format.Money(burn.LowWeek, Currency), Format.Money(burn.HighWeek, Currency)]),
        new(L["Overview_HowLots"], L["Overview_HowLotsAnswer"]),
        new(L["Overview_HowNot"], L[recharging ? "Overview_HowNotAnswerRule" : "Overview_HowNotAnswer"]),
    ];

    internal static string Band(RunOutForecast runOut) => Band(new DayBand(runOut.Day, runOut.Earliest, runOut.Latest));

    internal static string Band(DayBand band) => band.Earliest == band.Latest ? Format.Date(band.Day) : $"{Beginning(band)} – {Format.Date(band.Latest)}";

    /// <summary>The first day of the band; its year only where the last day has another, and in Chinese, where the year comes first.</summary>
    internal static string Beginning(RunOutForecast runOut) => Beginning(new DayBand(runOut.Day, runOut.Earliest, runOut.Latest));

    private static string Beginning(DayBand band) => band.Earliest.Year == band.Latest.Year && !Format.YearLeads ? Format.DayMonth(band.Earliest) : Format.Date(band.Earliest);
}
