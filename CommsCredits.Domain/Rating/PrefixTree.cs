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

    public RateMatch Find(ReadOnlySpan<char> number)
    {
        var (node, best, fits) = (Root, Nothing, 0);
        for (var i = 0; i < number.Length; i++)
        {
            var c = number[i];
            if (char.IsAsciiDigit(c))
            {
                node = _children[node * 10 + (c - '0')];
                if (node == Root) break;
                if (_rates[node] == Nothing) continue;
                best = _rates[node];
                fits++;
            }
            else if (PhoneNumber.IsMask(c))
            {
                return Masked(node, best, fits, PhoneNumber.CountMasks(number[i..]));
            }
            else if (!PhoneNumber.IsSeparator(c))
            {
                break;
            }
        }
        return best == Nothing ? default : new(RateOutcome.Found, _all[best], fits);
    }

    private RateMatch Masked(int node, int best, int fits, int hidden)
    {
        if (CouldChange(node, best, hidden)) return new(RateOutcome.Hidden, Fits: fits);
        return best == Nothing ? default : new(RateOutcome.Found, _all[best], fits);
    }

    private bool CouldChange(int node, int best, int hidden)
    {
        if (hidden == 0) return false;
        for (var digit = 0; digit < 10; digit++)
        {
            var child = _children[node * 10 + digit];
            if (child == Root) continue;
            var rate = _rates[child];
            if (rate != Nothing && (best == Nothing || !_all[rate].CostsTheSameAs(_all[best]))) return true;
            if (CouldChange(child, best, hidden - 1)) return true;
        }
        return false;
    }
}
