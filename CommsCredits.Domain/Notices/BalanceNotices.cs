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
    /// <param name="before">Null at the first reading: then every level at or above the balance is told at once.</param>
    /// <param name="occasion">What moved the balance, unique in the organization: the posting's sequence, the hold's id.</param>
    public static Notice? Crossed(Guid organizationId, Money? before, Money after, BalanceLevels levels, string occasion, DateTime at)
    {
        var crossed = Ordered(levels).Where(l => l.IsCrossed(before, after)).ToList();
        return Tell(organizationId, crossed, before is { } value ? Figure.Of(value) : "", after, occasion, at, []);
    }

    /// <summary>
    /// Levels that a person has just set are told at once where the balance is at them or below (R13.2). Zero and the trigger were told when they were crossed and are not told again; a level that equals one
    /// of them says nothing either. The figure <c>Set</c> marks the notice: nothing has fallen.
    /// </summary>
    /// <param name="set">The new levels alone.</param>
    public static Notice? JustSet(Guid organizationId, Money balance, IEnumerable<Money> set, Money? trigger, DateTime at)
    {
        var reached = Ordered(new(trigger, [.. set])).Where(l => l.Kind == NoticeKind.Low && balance <= l.Value).ToList();
        return Tell(organizationId, reached, "", balance, $"set:{Figure.Of(at)}", at, [new("Set", Figure.Of(true))]);
    }

    private static Notice? Tell(Guid organizationId, List<Level> told, string before, Money balance, string occasion, DateTime at, KeyValuePair<string, string>[] more) => told is not [var lowest, ..] ? null : new()
    {
        OrganizationId = organizationId, Kind = lowest.Kind, Key = $"balance:{lowest.Kind}:{occasion}", Created = at,
        Figures = new Dictionary<string, string>(more)
        {
            ["Balance"] = Figure.Of(balance),
            ["Before"] = before,
            ["Level"] = Figure.Of(lowest.Value),
            ["AlsoKinds"] = string.Join(' ', told.Skip(1).Select(l => l.Kind)),
            ["AlsoLevels"] = string.Join(' ', told.Skip(1).Select(l => Figure.Of(l.Value))),
            ["At"] = Figure.Of(at),
        },
    };

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
