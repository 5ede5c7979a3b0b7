using CommsCredits.Domain;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.Features.Rates;

/// <summary>Where a deck stands today.</summary>
public enum DeckState
{
    InForce,
    Coming,
    Past,
}

/// <param name="AddedBy">The person's name; null where an operator or the program added it.</param>
public sealed record DeckLine(Guid Id, DeckTerms Terms, int Prefixes, DateTime Added, string? AddedBy, DeckState State);

/// <summary>All decks, by kind, the latest first.</summary>
public sealed record DeckList(Organization Organization, DateOnly Today, IReadOnlyList<DeckLine> Decks)
{
    /// <summary>The deck that prices a call that starts now; null where none does.</summary>
    public DeckLine? InForce(DeckKind kind) => Decks.FirstOrDefault(d => d.Terms.Kind == kind && d.State == DeckState.InForce);
}

/// <param name="Country">Two letters.</param>
/// <param name="Text">A part of the name, the first digits of the prefix, or a country.</param>
public sealed record RateFilter(string? Country = null, string? Text = null);

/// <summary>A page of a deck's rates.</summary>
/// <param name="Countries">All countries of the deck, by code.</param>
public sealed record RatePage(Organization Organization, DeckLine Deck, int Total, int First, IReadOnlyList<Rate> Rates, IReadOnlyList<string> Countries);

/// <summary>What a call to a number costs now, or why that cannot be said.</summary>
/// <param name="Deck">In force now; null: there is none of the kind.</param>
/// <param name="Match">Found, hidden by masked digits, or none.</param>
/// <param name="Beaten">Shorter prefixes that fit too, the longest first.</param>
/// <param name="History">The prefix through all decks of the kind, the latest first.</param>
public sealed record RateAnswer(DeckKind Kind, string Digits, RateDeck? Deck, RateMatch Match, IReadOnlyList<Rate> Beaten, IReadOnlyList<PriceStep> History);

/// <summary>A prefix in one deck, and in the deck before it; null where a deck does not have it.</summary>
public sealed record PriceStep(DeckTerms Deck, Rate? Old, Rate? Now);

/// <summary>What a deck would change, before it is added.</summary>
/// <param name="Follows">The deck in force on its day; null: it is the first.</param>
/// <param name="Next">A deck of the kind that begins later and replaces it then.</param>
public sealed record DeckPreview(DeckTerms Terms, DeckTerms? Follows, DeckTerms? Next, DeckComparison Comparison);
