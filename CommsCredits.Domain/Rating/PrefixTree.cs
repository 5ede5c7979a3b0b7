using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain.Rating;

/// <summary>
/// Longest-prefix lookup over digits, compiled once: ten children a node in one flat array. A lookup walks one number and allocates nothing.
/// </summary>
internal sealed class PrefixTree
{
    private const int Root = 0;
    private const int Nothing = -1;
    private readonly int[] _children;
    private readonly int[] _rates;
    private readonly Rate[] _all;

    /// <summary>Where a prefix comes twice, the first of them is found.</summary>
    public PrefixTree(IReadOnlyList<Rate> rates)
    {
        var children = new List<int>(new int[10]);
        var ends = new List<int> { Nothing };
        for (var i = 0; i < rates.Count; i++)
        {
            var node = Root;
            foreach (var digit in rates[i].Prefix)
            {
                var slot = node * 10 + (digit - '0');
                if (children[slot] == Root)
                {
                    children[slot] = ends.Count;
                    ends.Add(Nothing);
                    for (var n = 0; n < 10; n++) children.Add(Root);
                }
                node = children[slot];
            }
            if (ends[node] == Nothing) ends[node] = i;
        }
        (_children, _rates, _all) = ([.. children], [.. ends], [.. rates]);
    }

    /// <param name="digits">As <see cref="PhoneNumber"/> reads them: a <c>*</c> may be any digit.</param>
    /// <param name="isCut">More digits may follow than are known.</param>
    public RateMatch Find(ReadOnlySpan<char> digits, bool isCut)
    {
        var (node, best, fits) = (Root, Nothing, 0);
        for (var i = 0; i < digits.Length; i++)
        {
            if (PhoneNumber.IsMask(digits[i])) return Hidden(node, best, fits, digits[i..], isCut);
            node = Child(node, digits[i]);
            if (node == Root) return Found(best, fits);
            if (_rates[node] == Nothing) continue;
            best = _rates[node];
            fits++;
        }
        return isCut ? Hidden(node, best, fits, [], isCut) : Found(best, fits);
    }

    private int Child(int node, char digit) => _children[node * 10 + (digit - '0')];

    private RateMatch Found(int best, int fits) => best == Nothing ? default : new(RateOutcome.Found, _all[best], fits);

    private RateMatch Hidden(int node, int best, int fits, ReadOnlySpan<char> rest, bool isCut) =>
        CouldChange(node, best, rest, isCut) ? new(RateOutcome.Hidden, Fits: fits) : Found(best, fits);

    /// <summary>True where some digits in place of the hidden ones lead to another price. Digits that stand behind a mask are known, and followed as they are.</summary>
    private bool CouldChange(int node, int best, ReadOnlySpan<char> rest, bool isCut)
    {
        if (rest.IsEmpty && !isCut) return false;
        var next = rest.IsEmpty ? rest : rest[1..];
        for (var digit = '0'; digit <= '9'; digit++)
        {
            if (!rest.IsEmpty && !PhoneNumber.IsMask(rest[0]) && rest[0] != digit) continue;
            var child = Child(node, digit);
            if (child == Root) continue;
            var rate = _rates[child];
            if (rate != Nothing && (best == Nothing || !_all[rate].CostsTheSameAs(_all[best]))) return true;
            if (CouldChange(child, best, next, isCut)) return true;
        }
        return false;
    }
}
