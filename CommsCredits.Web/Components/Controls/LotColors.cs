namespace CommsCredits.Web.Components.Controls;

/// <summary>
/// The colours of the lots of one page: as <see cref="LotColor"/> has it, but no two open lots look alike. The older lot keeps its colour, and a younger one that would share it takes the first that no
/// open lot has. With more open lots than colours, those beyond are told apart by their number alone.
/// </summary>
public sealed class LotColors
{
    private readonly Dictionary<int, int> _moved = [];

    /// <param name="open">The numbers of the open lots, in any order.</param>
    public LotColors(IEnumerable<int> open)
    {
        var numbers = open.Distinct().Order().ToList();
        var kept = numbers.GroupBy(LotColor.Of).Select(g => g.First()).ToHashSet();
        var taken = kept.Select(LotColor.Of).ToHashSet();
        foreach (var number in numbers.Where(n => !kept.Contains(n)))
        {
            if (Enumerable.Range(1, LotColor.Count).FirstOrDefault(c => !taken.Contains(c)) is var free and > 0)
            {
                _moved[number] = free;
                taken.Add(free);
            }
        }
    }

    public static LotColors Plain { get; } = new([]);

    public int Of(int lotNumber) => _moved.TryGetValue(lotNumber, out var moved) ? moved : LotColor.Of(lotNumber);
}
