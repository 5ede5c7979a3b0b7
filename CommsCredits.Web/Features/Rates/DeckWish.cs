using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Features.Rates.Reading;

namespace CommsCredits.Web.Features.Rates;

/// <summary>The terms of a deck as a person or an operator writes them, and what is wrong with each.</summary>
public sealed class DeckWish
{
    public string Name { get; set; } = "";
    public DeckKind Kind { get; set; }

    public DateOnly? ValidFrom { get; set; }
    public string Places { get; set; } = "";
    public RoundingMode Mode { get; set; }
    public string First { get; set; } = "60";
    public string Step { get; set; } = "60";

    /// <summary>Null where a field is wrong: then <paramref name="faults"/> says which (<c>DeckNoName</c>, <c>DeckNameTooLong</c>, <c>DeckDayUnread</c>, <c>DeckPlaces</c>, <c>DeckIncrement</c>).</summary>
    public DeckTerms? Terms(out IReadOnlyDictionary<string, Refused> faults)
    {
        var found = new Dictionary<string, Refused>();
        if (string.IsNullOrWhiteSpace(Name)) found[nameof(Name)] = new("DeckNoName");
        else if (Name.Trim().Length > RateDeckOperations.NameChars) found[nameof(Name)] = new("DeckNameTooLong", RateDeckOperations.NameChars);
        if (ValidFrom is not { } day) (found[nameof(ValidFrom)], day) = (new("DeckDayUnread"), default);
        if (Whole(Places) is not (>= 0 and <= Rounding.MaxPlaces and var places)) (found[nameof(Places)], places) = (new("DeckPlaces", Rounding.MaxPlaces), 0);
        if (Increment(First) is not { } first) (found[nameof(First)], first) = (new("DeckIncrement", RateDeckReader.LongestIncrement), 1);
        if (Increment(Step) is not { } step) (found[nameof(Step)], step) = (new("DeckIncrement", RateDeckReader.LongestIncrement), 1);
        faults = found;
        return found.Count > 0 ? null : new() { Name = Name.Trim(), Kind = Kind, ValidFrom = day, Places = places, Mode = Mode, Increments = new(first, step) };
    }

    private static int? Increment(string text) => Whole(text) is >= 1 and <= RateDeckReader.LongestIncrement and var seconds ? seconds : null;
    private static int? Whole(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
