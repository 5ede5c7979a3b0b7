using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain.Statements;

/// <summary>What the sums of calls are kept by, besides their kind.</summary>
public enum ShareOf { Country, Person }

/// <summary>Charged calls of one booking month, kind, and country or person, added up when they were posted (R12.1). The amount is the pool's part alone.</summary>
/// <param name="Key">A country's English name or a person's opaque id (R12.4); empty where the call names none.</param>
/// <param name="Minutes">Each call rounded up to full minutes.</param>
public sealed record UsageSum(ShareOf Of, string Key, UsageKind Kind, int Calls, long Minutes, Money Amount);

/// <summary>What calls of one country or person took: a line of a statement. <see cref="Key"/> as in <see cref="UsageSum"/>.</summary>
public sealed record ShareLine(string Key, int Calls, long Minutes, Money Amount);

/// <summary>The first lines of a longer list, and what the rest comes to.</summary>
/// <param name="Others">How many lines <paramref name="Rest"/> stands for; zero where there is none.</param>
/// <param name="Rest">Null where all lines are shown.</param>
public sealed record ShareList(IReadOnlyList<ShareLine> Lines, int Others, ShareLine? Rest)
{
    /// <summary>At most so many lines, the rest as one; a rest of one line is shown as itself.</summary>
    public static ShareList Of(IReadOnlyList<ShareLine> lines, int most)
    {
        if (lines.Count <= most + 1) return new(lines, 0, null);
        var rest = lines.Skip(most).ToList();
        return new([.. lines.Take(most)], rest.Count, new("", rest.Sum(l => l.Calls), rest.Sum(l => l.Minutes), rest.Select(l => l.Amount).Total()));
    }
}

/// <summary>Calls of a period by country and by person: every charged call is in one line of each. Ledger entries that no call stands behind are in the line without a name.</summary>
internal sealed class UsageShares
{
    private readonly IReadOnlyList<UsageSum> _sums;
    private readonly IReadOnlyDictionary<UsageKind, (int Calls, Money Amount)> _usage;

    /// <param name="usage">What the entries of the same months come to, by kind.</param>
    public UsageShares(IReadOnlyList<UsageSum> sums, IReadOnlyDictionary<UsageKind, (int Calls, Money Amount)> usage) => (_sums, _usage) = (sums, usage);

    public long MinutesOf(UsageKind kind) => _sums.Where(s => s.Of == ShareOf.Country && s.Kind == kind).Sum(s => s.Minutes);

    /// <summary>The most expensive first.</summary>
    public IReadOnlyList<ShareLine> By(ShareOf of)
    {
        var sums = _sums.Where(s => s.Of == of).ToList();
        return [.. sums.Concat(_usage.Select(u => Remainder(of, u.Key, sums)).OfType<UsageSum>()).GroupBy(s => s.Key)
            .Select(g => new ShareLine(g.Key, g.Sum(s => s.Calls), g.Sum(s => s.Minutes), g.Select(s => s.Amount).Total()))
            .OrderByDescending(l => l.Amount).ThenBy(l => l.Key, StringComparer.Ordinal)];
    }

    private UsageSum? Remainder(ShareOf of, UsageKind kind, List<UsageSum> sums)
    {
        var (calls, amount) = _usage[kind];
        var ofKind = sums.Where(s => s.Kind == kind).ToList();
        (calls, amount) = (calls - ofKind.Sum(s => s.Calls), amount - ofKind.Select(s => s.Amount).Total());
        return calls == 0 && amount.IsZero ? null : new(of, "", kind, calls, 0, amount);
    }
}
