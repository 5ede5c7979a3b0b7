using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Features.Overview;

/// <summary>The balance and two figures about it on one day ahead: at the middle pace, and at the high and the low one.</summary>
public sealed record ForecastRow(DateOnly Day, Money Middle, Money Least, Money Most);

/// <summary>What the outlook means in the reader's language: how fast, how long, what lapses, and how each was counted.</summary>
public sealed class OutlookWords(IStringLocalizer<PortalTexts> L, OverviewFacts facts)
{
    private const int TableStepDays = 7;

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

    public string PathTitle(BalancePath path) => facts.RunOut is { Answer: RunOutAnswer.Known } runOut && Forecast is not null
        ? runOut.Earliest == runOut.Latest ? L["Overview_EmptyOn", Format.Date(runOut.Day)] : L["Overview_EmptyBetween", Beginning(runOut), Format.Date(runOut.Latest)]
        : L["Overview_Path", Format.Number(path.Days.Count)];

    public string PathCaption => Forecast is null ? L["Overview_PathCaption", Currency.Code] : L["Overview_ForecastCaption", Currency.Code, Format.Number(Outlook!.Burn.Days)];

    public ChartForecast? Forecast => Outlook is { Paces: { } paces, Burn.Knowledge: BurnKnowledge.Known } && facts.RunOut is { Answer: RunOutAnswer.Known } runOut
        ? new(paces.Middle.Days, paces.Low.Days, paces.High.Days, new(runOut.Day, runOut.Earliest, runOut.Latest), L["Overview_ChartEmpty", Band(runOut)], [.. Outlook.Lapse!.Lots.Where(l => l.About.IsPositive).Select(Drop)])
        : null;

    /// <summary>Question and answer, in the order in which it is worked out.</summary>
    public IReadOnlyList<TraceStep> HowCounted => Outlook is not { Burn: { Knowledge: BurnKnowledge.Known } burn } ? [] :
    [
        new(L["Overview_HowDays"], burn.Next < facts.Today
            ? L["Overview_HowDaysLate", Format.Number(burn.Days), Format.Date(burn.From), Format.Date(burn.To), Format.Number(facts.Today.DayNumber - burn.Next.DayNumber)]
            : L["Overview_HowDaysAll", Format.Number(burn.Days), Format.Date(burn.From), Format.Date(burn.To)]),
        new(L["Overview_HowPace"], L["Overview_HowPaceAnswer", Format.Money(burn.MiddleWeek, Currency), Format.Money(burn.ADay, Currency), Format.Money(burn.LowWeek, Currency), Format.Money(burn.HighWeek, Currency)]),
        new(L["Overview_HowLots"], L["Overview_HowLotsAnswer"]),
        new(L["Overview_HowNot"], L["Overview_HowNotAnswer"]),
    ];

    /// <summary>A day a week, and the last.</summary>
    public static IReadOnlyList<ForecastRow> ForecastRows(ChartForecast forecast) =>
        [.. forecast.Middle.Where((d, i) => i % TableStepDays == 0 || i == forecast.Middle.Count - 1).Select(d => new ForecastRow(d.Day, d.Balance, At(forecast.High, d.Day), At(forecast.Low, d.Day)))];

    private static Money At(IReadOnlyList<ForecastDay> days, DateOnly day) => days.Where(d => d.Day == day).Select(d => d.Balance).FirstOrDefault();

    private ChartLapse Drop(LotLapse lot)
    {
        var after = At(Outlook!.Paces!.Middle.Days, lot.LastUsableDay);
        return new(lot.LastUsableDay, after + lot.About, lot.About, L["Overview_LotLapses", OverviewWords.About(lot.About, Currency)], "−" + OverviewWords.About(lot.About, Currency));
    }

    private string Band(RunOutForecast runOut) => runOut.Earliest == runOut.Latest ? Format.Date(runOut.Day)
        : $"{Beginning(runOut)} – {Format.Date(runOut.Latest)}";

    /// <summary>The first day of the band; its year only where the last day has another, and in Chinese, where the year comes first.</summary>
    private static string Beginning(RunOutForecast runOut) =>
        runOut.Earliest.Year == runOut.Latest.Year && !Format.YearLeads ? Format.DayMonth(runOut.Earliest) : Format.Date(runOut.Earliest);
}
