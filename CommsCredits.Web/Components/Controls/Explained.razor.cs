using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The stored explanation of a charge as a trace, in the person's language. Figures come culture-free and are written as the page writes figures.</summary>
public sealed partial class Explained
{
    [Parameter, EditorRequired] public Explanation Explanation { get; set; } = default!;
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
    [Parameter, EditorRequired] public LocalCalendar Calendar { get; set; } = default!;

    /// <summary>What the page adds at the end: which lot paid.</summary>
    [Parameter] public IReadOnlyList<TraceStep> More { get; set; } = [];

    private IReadOnlyList<TraceStep> All => [.. Explanation.Steps.Select(Step), .. More];

    private TraceStep Step(ExplanationStep step) => new(Question(step.Code), L[$"Explain_{step.Code}", [.. Figures(step)]]);

    private string Question(string code) => code switch
    {
        ExplanationCodes.PaidByThePool => L["Ask_WhoPays"],
        ExplanationCodes.BeyondThePlan or ExplanationCodes.PartlyIncluded or ExplanationCodes.InMinutePool or ExplanationCodes.MinutePoolEnded => L["Ask_Minutes"],
        ExplanationCodes.RateByPrefix or ExplanationCodes.RateByCaller => L["Ask_Rate"],
        ExplanationCodes.Duration => L["Ask_Duration"],
        ExplanationCodes.ChargeByDeck or ExplanationCodes.ChargeBySource or ExplanationCodes.DecidedByPerson => L["Ask_Amount"],
        _ => L["Ask_WhyFree"],
    };

    private IEnumerable<string> Figures(ExplanationStep step)
    {
        var f = step.Figures;
        return step.Code switch
        {
            ExplanationCodes.PaidByThePool => [Kind(f[0]), f[1], f[2]],
            ExplanationCodes.PartlyIncluded or ExplanationCodes.Duration => f.Select(Number),
            ExplanationCodes.InMinutePool => [f[0], Number(f[1]), Number(f[2]), Number(f[3]), Number(f[4]), Period(f[5])],
            ExplanationCodes.MinutePoolEnded => [f[0], f[1], Period(f[2])],
            ExplanationCodes.RateByPrefix => [f[0], f[1], Exact(f[2]), f[3], Day(f[4]), Number(f[5])],
            ExplanationCodes.RateByCaller => [f[0], f[1], f[2], Exact(f[3]), f[4], Day(f[5])],
            ExplanationCodes.ChargeByDeck => [Exact(f[0]), Exact(f[1]), Fraction(f[2]), Exact(f[3]), Number(f[4]), Rounding(f[5])],
            ExplanationCodes.ChargeBySource => f.Select(Exact),
            ExplanationCodes.DecidedByPerson => [Kind(f[0]), Exact(f[1])],
            ExplanationCodes.FreeBySource => [Number(f[0]), Format.Money(Money.Zero, Currency)],
            ExplanationCodes.FreeBeforeBooks => [Instant(f[0]), Instant(f[1])],
            _ => f,
        };
    }

    private string Kind(string name) => Enum.TryParse<UsageKind>(name, out var kind) ? L[$"UsageKind_{kind}"] : name;
    private string Rounding(string name) => Enum.TryParse<RoundingMode>(name, out var mode) ? L[$"Rounding_{mode}"] : name;
    private string Exact(string micros) => long.TryParse(micros, CultureInfo.InvariantCulture, out var value) ? Format.ExactMoney(new(value), Currency) : "–";
    private string Period(string period) => Month.TryParse(period, out var month) ? Format.Month(month) : L["Minutes_Once"];
    private static string Number(string number) => long.TryParse(number, CultureInfo.InvariantCulture, out var value) ? Format.Number(value) : number;
    private static string Day(string day) => DateOnly.TryParse(day, CultureInfo.InvariantCulture, out var value) ? Format.Date(value) : day;

    private string Instant(string instant) =>
        DateTime.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var value) ? Format.DateTime(Calendar.WallClock(value)) : instant;

    /// <summary>Micros, whole or as a fraction like <c>4951/3</c>, which is cut after the eighth decimal.</summary>
    private string Fraction(string micros)
    {
        if (micros.Split('/') is not [var above, var below]) return Exact(micros);
        var value = decimal.Parse(above, CultureInfo.InvariantCulture) / decimal.Parse(below, CultureInfo.InvariantCulture) / Money.MicrosPerUnit;
        return decimal.Round(value, 8, MidpointRounding.ToZero).ToString("#,##0.00######", CultureInfo.CurrentCulture) + "…";
    }
}
