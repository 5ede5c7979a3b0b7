using System.Globalization;
using System.Text.Json.Serialization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>The rule as a person types it. Its fields have the names of <see cref="RechargeRule"/>'s, so that a refusal finds its field.</summary>
public sealed class RechargeForm
{
    private static readonly FundingLimits s_anyUnits = new(Money.OfUnits(1), Money.OfUnits(1_000_000_000));

    public bool IsOn { get; set; }
    public string Trigger { get; set; } = "";
    public RechargeMode Mode { get; set; }
    public string Amount { get; set; } = "";
    public string Target { get; set; } = "";
    public string MonthCap { get; set; } = "";
    public string DayCap { get; set; } = "";

    /// <summary>Ids; empty for none.</summary>
    public string OptionId { get; set; } = "";
    public string BackupOptionId { get; set; } = "";

    [JsonIgnore] public bool FillsUp => Mode == RechargeMode.FillUp;

    /// <summary>The stored rule, or a start that is off: recharge of twice the minimum at that trigger, four of them a month (R7.1).</summary>
    public static RechargeForm Of(RechargeFacts facts, CultureInfo culture)
    {
        var start = facts.Limits.Minimum * 2 > facts.Limits.Maximum ? facts.Limits.Minimum : facts.Limits.Minimum * 2;
        var rule = facts.Rule ?? new RechargeRule { Trigger = start, Amount = start, MonthCap = start * 4, OptionId = facts.Options.FirstOrDefault()?.Id };
        string Units(Money amount) => amount.IsZero ? "" : amount.ToDecimal().ToString("#,##0.######", culture);
        return new()
        {
            IsOn = rule.IsOn, Trigger = Units(rule.Trigger), Mode = rule.Mode, Amount = Units(rule.Amount), Target = Units(rule.Target), MonthCap = Units(rule.MonthCap),
            DayCap = rule.DayCap.ToString(culture), OptionId = rule.OptionId?.ToString() ?? "", BackupOptionId = rule.BackupOptionId?.ToString() ?? "",
        };
    }

    /// <summary>What is typed as a rule; a figure that cannot be read is zero.</summary>
    public RechargeRule Rule(CultureInfo culture) => new()
    {
        IsOn = IsOn, Mode = Mode, Trigger = Units(Trigger, culture), Amount = Units(Amount, culture), Target = Units(Target, culture), MonthCap = Units(MonthCap, culture),
        DayCap = ReadNumber(DayCap, culture), OptionId = Id(OptionId), BackupOptionId = Id(BackupOptionId),
    };

    /// <summary>Switched off with figures that cannot be kept, the stored ones stay: switching off is never refused (R7.1).</summary>
    public RechargeRule RuleToSave(RechargeFacts facts, CultureInfo culture)
    {
        var rule = Rule(culture);
        return rule.IsOn || facts.Rule is not { } stored || rule.Validate(facts.Limits).Count == 0 ? rule : stored with { IsOn = false };
    }

    /// <summary>Why a figure cannot be read as whole units; null where it can.</summary>
    public static Refused? ReadUnits(string text, CultureInfo culture) => s_anyUnits.Read(text, culture, out _);

    private static Money Units(string text, CultureInfo culture)
    {
        s_anyUnits.Read(text, culture, out var amount);
        return amount;
    }

    private static int ReadNumber(string text, CultureInfo culture) => int.TryParse(text, NumberStyles.None, culture, out var number) ? number : 0;
    private static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;
}
