using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Features.Usage;

/// <summary>
/// What the organization's own list says of a call that its source charged (R9.4): the list in force when the call started, with its working. Worked out when it is shown and stored nowhere: what was booked stays as it was
/// booked, whatever list is added later.
/// </summary>
/// <param name="List">The list's name; null: none of the kind was in force.</param>
/// <param name="Outcome">Whether a price of it fits the number, or the digits that are hidden could change it.</param>
public sealed record ListComparison(string? List, DateOnly? ValidFrom, RateOutcome Outcome, Money Charged)
{
    public string Prefix { get; init; } = "";
    public long BilledSeconds { get; init; }
    public Money PricePerMinute { get; init; }
    public Money Fee { get; init; }

    /// <summary>By the list, rounded as the list rounds (R2.3).</summary>
    public Money ByList { get; init; }

    /// <summary>The working that the rates page shows.</summary>
    public IReadOnlyList<ExplanationStep> Working { get; init; } = [];

    /// <summary>How much more the source charged; negative: less.</summary>
    public Money Difference => Charged - ByList;

    /// <summary>Before it is rounded, in units of the currency; exact to 28 digits.</summary>
    public decimal Exact => Fee.ToDecimal() + PricePerMinute.ToDecimal() * BilledSeconds / 60;

    /// <summary>Null where the source charged nothing: then the stored explanation has the list's working already.</summary>
    public static ListComparison? Of(CallRow call, Explanation stored, DeckBook decks)
    {
        if (call is not { State: CallState.Booked, Kind: { } kind, SourceCharge: { } charge } || !stored.Steps.Any(s => s.Code == ExplanationCodes.ChargeBySource)) return null;
        var charged = charge + (call.Fee ?? Money.Zero);
        if (decks.InForce(kind, call.Start) is not { } deck) return new(null, null, RateOutcome.None, charged);
        var match = deck.Terms.Kind.LooksAtTheCaller() ? deck.Find(call.DestinationNumber, call.CallerNumber) : deck.Find(call.DestinationNumber);
        if (match.Rate is not { } rate) return new(deck.Terms.Name, deck.Terms.ValidFrom, match.Outcome, charged);
        var rated = Rater.Rate(deck, match, call.Seconds);
        return new(deck.Terms.Name, deck.Terms.ValidFrom, match.Outcome, charged)
        {
            Prefix = rate.Prefix, BilledSeconds = rated.BilledSeconds, PricePerMinute = rate.PricePerMinute, Fee = rated.Fee, ByList = rated.Charge, Working = rated.Explain(),
        };
    }
}

/// <summary>What paid for a call.</summary>
/// <param name="Lot">Its number; null for the overdraft and for what is billed after use.</param>
public sealed record CallPayer(BookType From, int? Lot, Money Amount);
