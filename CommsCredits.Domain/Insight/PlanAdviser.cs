using CommsCredits.Domain.Plans;

namespace CommsCredits.Domain.Insight;

/// <summary>What one user called in a month: whole minutes, and what the pool paid for them. Included minutes count with a charge of nothing.</summary>
public sealed record UserUse(string PersonId, int DomesticMinutes, Money DomesticCharge, int InternationalMinutes, Money InternationalCharge)
{
    /// <summary>Included in the plan that the user has, of <see cref="DomesticMinutes"/>: what they cost without it is not known.</summary>
    public int IncludedMinutes { get; init; }
    public Money Charge => DomesticCharge + InternationalCharge;
}

/// <summary>A plan as it is sold in the user's country, with a price a user and month.</summary>
public sealed record PricedOffer(PlanOffer Offer, Money Price);

/// <summary>The month as it was, and as it would have been.</summary>
/// <param name="Has">The plan that the user had; null: credits alone.</param>
public sealed record PlanAdvice(UserUse Use, PlanOffer? Has, Money Now, PlanOffer Better, Money WithIt)
{
    public Money Saved => Now - WithIt;
}

/// <summary>
/// Who would have paid less with another plan. An estimate for a person, who decides: minutes beyond a plan are priced at the user's own average, each user is counted alone though minutes are shared,
/// and every country counts as included in international minutes. It changes nothing.
/// </summary>
public static class PlanAdviser
{
    /// <summary>The plan that would have cost the user least; null where none costs less than now, or what the user has has no price.</summary>
    /// <param name="has">The plan that the user's calls were made on, with its price; null: none.</param>
    /// <param name="offers">Plans with a price, of the user's country. Those without minutes are passed over: they change no charge.</param>
    public static PlanAdvice? Of(UserUse use, PricedOffer? has, IEnumerable<PricedOffer> offers)
    {
        var now = use.Charge + (has?.Price ?? Money.Zero);
        var best = offers.Where(o => o.Offer.Domestic > 0 && o.Offer.PlanId != has?.Offer.PlanId && use.IncludedMinutes <= o.Offer.Domestic).Select(o => (o.Offer, Cost: o.Price + Beyond(use, o.Offer)))
            .OrderBy(o => o.Cost).ThenBy(o => o.Offer.PlanId, StringComparer.Ordinal).FirstOrDefault();
        return best.Offer is not null && best.Cost < now ? new(use, has?.Offer, now, best.Offer, best.Cost) : null;
    }

    /// <summary>What the pool still pays. With international minutes, whichever limit is reached first ends both (R9.3): the month is covered up to there.</summary>
    private static Money Beyond(UserUse use, PlanOffer offer)
    {
        if (offer.International == 0) return Part(use.DomesticCharge, use.DomesticMinutes, offer.Domestic) + use.InternationalCharge;
        // The smaller share of the two limits, as a fraction: limit / minutes.
        var (limit, minutes) = (1, 1);
        foreach (var (most, used) in new[] { (offer.Domestic, use.DomesticMinutes), (offer.International, use.InternationalMinutes) })
            if (used > most && (long)most * minutes < (long)limit * used) (limit, minutes) = (most, used);
        return Part(use.Charge, minutes, limit);
    }

    /// <summary>The charge of the minutes beyond the limit, at their average.</summary>
    private static Money Part(Money charge, int minutes, int limit) => minutes <= limit ? Money.Zero : new((long)((Int128)charge.Micros * (minutes - limit) / minutes));
}
