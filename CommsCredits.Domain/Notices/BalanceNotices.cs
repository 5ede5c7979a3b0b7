using CommsCredits.Domain.Funding;

namespace CommsCredits.Domain.Notices;

/// <summary>The levels an organization is told about: its trigger while the rule is on, the low levels a person has set, and zero, always.</summary>
public sealed record BalanceLevels(Money? Trigger, params IReadOnlyList<Money> Low);

/// <summary>
/// The balance falls through levels (R13.2). A level is crossed by a fall from above it to it or below it, so it speaks again only after a rise above;
/// below zero is crossed from zero or more to less. One posting gives one notice: the lowest level crossed, with the others listed.
/// Balances are usable ones (R3.5).
/// </summary>
public static class BalanceNotices
{
    /// <param name="before">Null at the first reading, or when a level was just set: then every level at or above the balance is told at once.</param>
    /// <param name="occasion">What moved the balance, unique in the organization: the posting's sequence, the hold's id.</param>
    public static Notice? Crossed(Guid organizationId, Money? before, Money after, BalanceLevels levels, string occasion, DateTime at)
    {
        var crossed = Ordered(levels).Where(l => l.IsCrossed(before, after)).ToList();
        if (crossed.Count == 0) return null;
        var lowest = crossed[0];
        return new()
        {
            OrganizationId = organizationId, Kind = lowest.Kind, Key = $"balance:{lowest.Kind}:{occasion}", Created = at,
            Figures = new Dictionary<string, string>
            {
                ["Balance"] = Figure.Of(after),
                ["Before"] = before is { } value ? Figure.Of(value) : "",
                ["Level"] = Figure.Of(lowest.Value),
                ["AlsoKinds"] = string.Join(' ', crossed.Skip(1).Select(l => l.Kind)),
                ["AlsoLevels"] = string.Join(' ', crossed.Skip(1).Select(l => Figure.Of(l.Value))),
                ["At"] = Figure.Of(at),
            },
        };
    }

    /// <summary>Lowest first. A low level that equals the trigger, or zero, is not told twice.</summary>
    private static IEnumerable<Level> Ordered(BalanceLevels levels)
    {
        List<Level> all = [new(NoticeKind.BelowZero, Money.Zero), new(NoticeKind.AtZero, Money.Zero)];
        if (levels.Trigger is { } trigger) all.Add(new(NoticeKind.AtTrigger, trigger));
        all.AddRange(levels.Low.Distinct().Where(l => !all.Exists(known => known.Value == l)).Select(l => new Level(NoticeKind.Low, l)));
        return all.OrderBy(l => l.Value);
    }

    private readonly record struct Level(NoticeKind Kind, Money Value)
    {
        public bool IsCrossed(Money? before, Money after) => Kind == NoticeKind.BelowZero
            ? after.IsNegative && before is not { IsNegative: true }
            : after <= Value && (before is not { } was || was > Value);
    }
}
