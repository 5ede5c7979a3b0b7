using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Data.Rows;
using StoredLevels = CommsCredits.Web.Ledger.LowLevels;

namespace CommsCredits.Web.Features.Settings;

/// <summary>What a person may change about the organization; equal in every field is no change.</summary>
public sealed record OrganizationSettings
{
    public const int LongestName = 100, MostLevels = 5, LeastMonths = 3, MostMonths = 120;
    private static readonly Money s_most = Money.OfUnits(1_000_000), s_mostPlausible = Money.OfUnits(1_000_000_000);

    public required string Name { get; init; }
    public required Money TopUpMinimum { get; init; }
    public required Money TopUpMaximum { get; init; }

    /// <summary>Lowest first, each once, all above zero: zero is told anyway (R13.1).</summary>
    public IReadOnlyList<Money> LowLevels { get; init; } = [];

    /// <summary>Null: nobody signs in again to buy. Zero: everybody does.</summary>
    public Money? SignInAgainAbove { get; init; }

    /// <summary>What one call, and a minute of it, may plausibly cost (R9.11), and what imports of 24 hours may take before auto-recharge waits (R7.9). Null: anything.</summary>
    public Money? LargestCharge { get; init; }
    public Money? LargestMinute { get; init; }
    public Money? LargestImports { get; init; }

    /// <summary>Whole months; null: call detail is kept.</summary>
    public int? KeepCallsMonths { get; init; }

    public static OrganizationSettings Of(OrganizationRow row) => new()
    {
        Name = row.Name, TopUpMinimum = row.TopUpMinimum, TopUpMaximum = row.TopUpMaximum, LowLevels = StoredLevels.Of(row), SignInAgainAbove = row.SignInAgainAbove, KeepCallsMonths = row.KeepCallsMonths,
        LargestCharge = row.LargestCharge, LargestMinute = row.LargestMinute, LargestImports = row.LargestImports,
    };

    public void PutInto(OrganizationRow row)
    {
        (row.LargestCharge, row.LargestMinute, row.LargestImports) = (LargestCharge, LargestMinute, LargestImports);
        (row.Name, row.TopUpMinimum, row.TopUpMaximum, row.LowLevels, row.SignInAgainAbove, row.KeepCallsMonths) = (Name, TopUpMinimum, TopUpMaximum, StoredLevels.Text(LowLevels), SignInAgainAbove, KeepCallsMonths);
    }

    /// <summary>
    /// Every field that cannot be kept, with why. <c>NameMissing</c>, <c>TooLong</c>; <c>LimitBelowOne</c>, <c>NotWhole</c>, <c>AboveMaximum</c>, <c>MaximumBelowMinimum</c> (the minimum); <c>RuleOutsideLimits</c>: the
    /// rule that is on buys an amount that would not be allowed any more, and would buy nothing without saying so; <c>LevelNotPositive</c>, <c>LevelsTooMany</c>; <c>NegativeAmount</c>; <c>MonthsKept</c> (least, most); <c>NotPositive</c>,
    /// <c>AboveMaximum</c> of a plausible charge.
    /// </summary>
    public IReadOnlyList<(string Field, Refused Why)> Validate(RechargeRule? rule)
    {
        var found = new List<(string, Refused)>();
        if (Name.Length == 0) found.Add((nameof(Name), new("NameMissing")));
        if (Name.Length > LongestName || Name.Any(char.IsControl)) found.Add((nameof(Name), new("TooLong", LongestName)));
        foreach (var (field, limit) in new[] { (nameof(TopUpMinimum), TopUpMinimum), (nameof(TopUpMaximum), TopUpMaximum) })
        {
            if (!limit.IsPositive) found.Add((field, new("LimitBelowOne")));
            else if (!FundingLimits.IsWhole(limit)) found.Add((field, new("NotWhole")));
            else if (limit > s_most) found.Add((field, new("AboveMaximum", s_most)));
        }
        if (found.Count == 0 && TopUpMaximum < TopUpMinimum) found.Add((nameof(TopUpMaximum), new("MaximumBelowMinimum", TopUpMinimum)));
        if (found.Count == 0 && rule is { IsOn: true } && new FundingLimits(TopUpMinimum, TopUpMaximum) is var limits && rule.Validate(limits) is { Count: > 0 } faults)
            found.Add((faults.Any(f => f.Why.Code == "BelowMinimum") ? nameof(TopUpMinimum) : nameof(TopUpMaximum), new("RuleOutsideLimits", rule.Mode == RechargeMode.FillUp ? rule.Target : rule.Amount)));
        if (LowLevels.Any(l => !l.IsPositive)) found.Add((nameof(LowLevels), new("LevelNotPositive")));
        if (LowLevels.Count > MostLevels) found.Add((nameof(LowLevels), new("LevelsTooMany", MostLevels)));
        if (SignInAgainAbove is { IsNegative: true }) found.Add((nameof(SignInAgainAbove), new("NegativeAmount")));
        if (KeepCallsMonths is < LeastMonths or > MostMonths) found.Add((nameof(KeepCallsMonths), new("MonthsKept", LeastMonths, MostMonths)));
        foreach (var (field, limit) in new[] { (nameof(LargestCharge), LargestCharge), (nameof(LargestMinute), LargestMinute), (nameof(LargestImports), LargestImports) })
        {
            if (limit is { IsPositive: false }) found.Add((field, new("NotPositive")));
            else if (limit > s_mostPlausible) found.Add((field, new("AboveMaximum", s_mostPlausible)));
        }
        return found;
    }

    public bool Equals(OrganizationSettings? other) =>
        other is not null && (Name, TopUpMinimum, TopUpMaximum, SignInAgainAbove, KeepCallsMonths) == (other.Name, other.TopUpMinimum, other.TopUpMaximum, other.SignInAgainAbove, other.KeepCallsMonths)
        && (LargestCharge, LargestMinute, LargestImports) == (other.LargestCharge, other.LargestMinute, other.LargestImports) && LowLevels.SequenceEqual(other.LowLevels);

    public override int GetHashCode() => HashCode.Combine(Name, TopUpMinimum, TopUpMaximum, LowLevels.Count, SignInAgainAbove, KeepCallsMonths);
}

/// <summary>The settings with what they are judged by.</summary>
public sealed record SettingsFacts
{
    public required Organization Organization { get; init; }
    public required OrganizationSettings Settings { get; init; }

    /// <summary>Null where nobody has set one.</summary>
    public RechargeRule? Rule { get; init; }
    public required Money Balance { get; init; }

    /// <summary>Recipients on the list; with nobody on it, levels are told to nobody.</summary>
    public required int Recipients { get; init; }
}
