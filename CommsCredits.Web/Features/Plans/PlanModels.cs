using CommsCredits.Domain;
using CommsCredits.Domain.Plans;

namespace CommsCredits.Web.Features.Plans;

/// <param name="EnteredBy">The person's name; null where the program entered it.</param>
public sealed record PriceLine(EnteredPrice Price, DateTime Entered, string? EnteredBy);

/// <summary>What a plan costs today, and who says so.</summary>
/// <param name="Entered">The organization's own price in force; goes before what was published.</param>
/// <param name="Published">The latest price published for the country that was asked for.</param>
/// <param name="Elsewhere">A price published for another country: mentioned, never used.</param>
/// <param name="Doubtful">Prices whose source contradicts itself: mentioned, never used.</param>
public sealed record PlanCost(PriceLine? Entered, PlanPrice? Published, PlanPrice? Elsewhere, IReadOnlyList<PlanPrice> Doubtful)
{
    /// <summary>Null: no price was entered, and none is published for the country.</summary>
    public (Money Amount, string Currency)? Price =>
        Entered is { Price: var own } ? (own.Amount, own.Currency) : Published is { } published ? (published.Amount, published.Currency) : null;
}

/// <summary>The organization's prices, the latest first.</summary>
public sealed record PriceBook(Organization Organization, DateOnly Today, PlanCatalog Catalog, IReadOnlyList<PriceLine> Lines)
{
    public IEnumerable<PriceLine> Of(string planId) => Lines.Where(l => l.Price.PlanId == planId);

    /// <summary>The entered price in force today; null where none is.</summary>
    public PriceLine? InForce(string planId) => Of(planId).FirstOrDefault(l => l.Price.ValidFrom <= Today);

    /// <param name="country">Two letters; null: prices of any country's list count.</param>
    public PlanCost Cost(string planId, string? country)
    {
        var published = Catalog.Published(planId, country);
        return new(InForce(planId), published, published is null ? Catalog.Published(planId, null) : null, [.. Catalog.Prices.Where(p => p.PlanId == planId && p.IsDoubtful)]);
    }
}
