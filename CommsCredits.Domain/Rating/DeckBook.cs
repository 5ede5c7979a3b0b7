using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain.Rating;

/// <summary>
/// The decks of an organization. In force for a call is the deck of its kind with the latest local date that had begun when the call started (R10.1), alone:
/// a deck that lacks a prefix does not fall back on the one before. Of two decks of one date the one given later counts.
/// </summary>
public sealed class DeckBook
{
    private readonly (DateTime Since, RateDeck Deck)[][] _byKind;

    public DeckBook(LocalCalendar calendar, IEnumerable<RateDeck> decks)
    {
        var byKind = decks.ToLookup(d => d.Terms.Kind);
        _byKind = [.. Enum.GetValues<DeckKind>().Select(kind => byKind[kind]
            .OrderBy(d => d.Terms.ValidFrom)
            .Select(d => (calendar.StartOf(d.Terms.ValidFrom), d))
            .ToArray())];
    }

    /// <summary>Null where no deck of the kind had begun.</summary>
    public RateDeck? InForce(UsageKind kind, DateTime start) => InForce(DeckKinds.Of(kind), start);

    public RateDeck? InForce(DeckKind kind, DateTime start)
    {
        var decks = _byKind[(int)kind];
        for (var i = decks.Length - 1; i >= 0; i--)
            if (decks[i].Since <= start) return decks[i].Deck;
        return null;
    }

    /// <summary>All decks of a kind by their date; of one date, as they were given.</summary>
    public IEnumerable<RateDeck> Of(DeckKind kind) => _byKind[(int)kind].Select(d => d.Deck);
}
