using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Features.Overview;

/// <summary>What the chart of the days behind and ahead says: its conclusion is its title, with nothing added or with the rule applied.</summary>
public sealed class PathWords(IStringLocalizer<PortalTexts> L, OverviewFacts facts, bool recharging)
{
    private const int TableStepDays = 7, RechargesNamed = 4;

    private static readonly ConditionalWeakTable<OverviewFacts, ConcurrentDictionary<(string Language, bool Recharging), PathWords>> s_known = [];

    private readonly PoolPast _past = facts.Past!;
    private IReadOnlyList<(int Number, DateOnly LastUsableDay)>? _lots;

    /// <summary>The words in the reader's language; pages that show the very same facts share them, and with them the forecast that is drawn.</summary>
    public static PathWords Of(IStringLocalizer<PortalTexts> L, OverviewFacts facts, bool recharging) =>
        s_known.GetOrCreateValue(facts).GetOrAdd((CultureInfo.CurrentUICulture.Name, recharging), _ => new(L, facts, recharging));

    private Currency Currency => facts.Organization.Currency;
    private RechargeForecast? Recharging => recharging ? facts.Recharging : null;

    public ChartForecast? Forecast { get; } = recharging && facts.Recharging is { } with ? new(with.Paces, facts.Today, with.Until, Empty: null)
        : facts.Outlook is { Paces: { } paces, Burn.Knowledge: BurnKnowledge.Known } ? OfNothingAdded(L, facts, paces) : null;

    public string Title => Recharging is { } with ? WithRecharge(with)
        : Forecast is null ? L["Overview_Path", Format.Number(_past.Days.Count)]
        : facts.RunOut is not { Answer: RunOutAnswer.Known } runOut ? L["Overview_LastsAYear"]
        : runOut.Earliest == runOut.Latest ? L[facts.RuleIsAtWork ? "Overview_EmptyOnRule" : "Overview_EmptyOn", Format.Date(runOut.Day)]
        : L[facts.RuleIsAtWork ? "Overview_EmptyBetweenRule" : "Overview_EmptyBetween", OutlookWords.Beginning(runOut), Format.Date(runOut.Latest)];

    public string Caption => Forecast is null ? L["Overview_PathCaption", Currency.Code] : L["Overview_ForecastCaption", Currency.Code, Format.Number(facts.Outlook!.Burn.Days)];

    /// <summary>The days on which the rule will likely buy; null where it will not.</summary>
    public string? Recharges => Recharging?.Recharges is { Count: > 0 } all
        ? L["Overview_Recharges", string.Join(L["Overview_And"], Expected.Select(r => L["Overview_RechargeOn", Format.Money(r.Amount, Currency), Format.DayMonth(r.Day.Day)])) + (all.Count > RechargesNamed ? "…" : "")].Value : null;

    /// <summary>The first of the recharges that are expected.</summary>
    public IEnumerable<ExpectedRecharge> Expected => Recharging?.Recharges.Take(RechargesNamed) ?? [];

    public string Spoken => L["Overview_PathSpoken", Format.Date(_past.First), Format.Money(_past.Opening.Balance, Currency), Format.Money(_past.Today.Balance, Currency),
        Format.Money(_past.Days.Min(d => d.Balance), Currency), Format.Money(_past.Days.Max(d => d.Balance), Currency)] + " " + Title;

    /// <summary>Every lot that held something on a day that is drawn, in the order of use: by its last usable day (R4.3).</summary>
    public IReadOnlyList<(int Number, DateOnly LastUsableDay)> Lots
    {
        get
        {
            if (_lots is not null) return _lots;
            var ends = facts.LotEnds.Concat(Forecast?.Paces.Middle.Lots.Select(l => (l.Number, l.LastUsableDay)) ?? []).DistinctBy(l => l.Number).ToDictionary(l => l.Number, l => l.LastUsableDay);
            return _lots = [.. _past.Days.Prepend(_past.Opening).SelectMany(d => d.Lots).Concat(Forecast?.Rows.SelectMany(r => r.Lots) ?? []).Select(l => l.Number).Concat(_past.Steps.Select(s => s.Lot).OfType<int>()).Distinct()
                .Select(n => (n, ends[n])).OrderBy(l => l.Item2).ThenBy(l => l.n)];
        }
    }

    /// <summary>A day a week, and the last.</summary>
    public IReadOnlyList<ForecastRow> Rows => Forecast is not { Rows: var rows } ? [] : [.. rows.Where((r, i) => i % TableStepDays == 0 || i == rows.Count - 1)];

    private string WithRecharge(RechargeForecast with) =>
        with.Empty is { } day ? L["Overview_EmptyAllTheSame", Format.Date(day)]
        : with.Recharges.Count == 0 ? L["Overview_NoRecharge", Format.Date(with.Until)]
        : with.Recharges.Count == 1 ? L["Overview_OneRecharge", Format.Date(with.Recharges[0].Day.Day), Between(with)]
        : L["Overview_SomeRecharges", Format.Number(with.Recharges.Count), Format.Date(with.Until), Format.Date(with.Recharges[0].Day.Day), Between(with)];

    /// <summary>The days between which the first recharge likely is, in brackets; empty where they are one.</summary>
    private string Between(RechargeForecast with) => with.Recharges[0].Day is var band && band.Earliest == band.Latest ? "" : L["Overview_InBrackets", OutlookWords.Band(band)];

    private static ChartForecast? OfNothingAdded(IStringLocalizer<PortalTexts> L, OverviewFacts facts, Paces paces)
    {
        var (today, runOut) = (facts.Today, facts.RunOut);
        if (runOut.Answer == RunOutAnswer.NotWithinAYear) return new(paces, today, facts.LastDrawn, Empty: null);
        if (runOut.Answer != RunOutAnswer.Known) return null;
        return new(paces, today, facts.LastDrawn, new(runOut.Day, runOut.Earliest, runOut.Latest), L["Overview_ChartEmpty", OutlookWords.Band(runOut)]);
    }
}
