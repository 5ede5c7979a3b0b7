using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>A stored decision in the reader's language: each code has a question, and an answer for yes and for no; figures are stored without a culture.</summary>
internal sealed class DecisionWords(IStringLocalizer<PortalTexts> L, RechargeFacts facts)
{
    private enum Kind { Money, Number, Instant, Cause, Mode, Option }

    private static readonly Dictionary<string, Kind[]> s_figures = new(StringComparer.Ordinal)
    {
        ["Cause"] = [Kind.Cause],
        ["AtTrigger"] = [Kind.Money, Kind.Money, Kind.Money, Kind.Money],
        ["NotSuspended"] = [Kind.Number],
        ["WaitOver"] = [Kind.Number, Kind.Instant],
        ["InUse"] = [Kind.Instant],
        ["ImportsPlausible"] = [Kind.Money, Kind.Money],
        ["Amount"] = [Kind.Mode, Kind.Money],
        ["InLimits"] = [Kind.Money, Kind.Money, Kind.Money],
        ["MonthCap"] = [Kind.Money, Kind.Money, Kind.Money],
        ["DayCap"] = [Kind.Number, Kind.Number],
        ["Option"] = [Kind.Option],
    };

    public IReadOnlyList<TraceStep> Steps(DecisionTrace trace)
    {
        var steps = trace.Steps.Select(s => new TraceStep(L[$"Step_{s.Code}"], Answer(s), s.Passed ? StepMark.Yes : StepMark.No)).ToList();
        if (trace.Line.TopUp is { } topUp) steps.Add(new(L["Recharge_WhatBecame"], Became(topUp), topUp.State == TopUpState.Paid ? StepMark.Yes : StepMark.No));
        return steps;
    }

    public string Title(DecisionLine line)
    {
        var at = Format.DateTime(facts.Calendar.WallClock(line.At));
        return line.Outcome == RechargeOutcome.Fire ? L["Recharge_FiredOn", at] : L["Recharge_NotFiredOn", at];
    }

    public string Outcome(DecisionLine line)
    {
        if (line.Outcome != RechargeOutcome.Fire) return L[$"Outcome_{line.Outcome}"];
        var sum = Format.Short(line.Amount, facts.Currency);
        return line.TopUp?.State switch
        {
            TopUpState.Paid => L["Recharge_Charged", sum],
            TopUpState.Failed or TopUpState.Canceled => L["Recharge_Declined", sum],
            _ => L["Recharge_Asked", sum],
        };
    }

    private string Answer(DecisionStep step)
    {
        var kinds = s_figures.GetValueOrDefault(step.Code) ?? [];
        var figures = step.Figures.Select((f, i) => i < kinds.Length ? Figure(f, kinds[i]) : f).Cast<object>().ToList();
        if (step.Code == "AtTrigger" && step.Figures.Count == 4) figures.Add(Format.Money((Amount(step.Figures[2]) - Amount(step.Figures[3])).Abs(), facts.Currency));
        return step.Passed ? L[$"StepYes_{step.Code}", [.. figures]] : L[$"StepNo_{step.Code}", [.. figures]];
    }

    private string Figure(string figure, Kind kind) => kind switch
    {
        Kind.Money => figure.Length == 0 ? "–" : Format.Money(Amount(figure), facts.Currency),
        Kind.Number => Format.Number(long.Parse(figure, CultureInfo.InvariantCulture)),
        Kind.Instant => figure.Length == 0 ? L["Recharge_Never"] : Format.DateTime(facts.Calendar.WallClock(DateTime.Parse(figure, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind))),
        Kind.Cause => L[$"Cause_{figure}"],
        Kind.Mode => L[$"Mode_{figure}"],
        _ => facts.Options.FirstOrDefault(o => o.Id.ToString("N") == figure) is { } option ? PaymentWords.Option(L, option) : L["Recharge_OptionGone"],
    };

    private string Became(TopUp topUp) => topUp.State switch
    {
        TopUpState.Paid => L["Recharge_BecameLot", Format.Money(topUp.Amount, facts.Currency), topUp.LotNumber!, Format.Date(Domain.Ledger.CreditLot.LastUsableDayOf(facts.Calendar.DayOf(topUp.TakenAt!.Value)))],
        TopUpState.Failed or TopUpState.Canceled => L["Recharge_BecameNothing", Format.Money(topUp.Amount, facts.Currency), PaymentWords.Decline(L, topUp.DeclineReason)],
        _ => L[$"TopUpState_{topUp.State}"],
    };

    private static Money Amount(string micros) => new(long.Parse(micros, CultureInfo.InvariantCulture));
}
