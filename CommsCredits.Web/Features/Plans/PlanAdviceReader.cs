using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Plans;

/// <param name="Name">As the exports have it; else the id.</param>
public sealed record AdviceLine(string Name, PlanAdvice Advice);

/// <summary>The last whole month, priced both ways.</summary>
/// <param name="Users">Who made calls in it that a plan could have included.</param>
/// <param name="Lines">Whom a plan would have cost less, the largest saving first.</param>
public sealed record AdviceSheet(Month Month, int Users, IReadOnlyList<AdviceLine> Lines);

/// <summary>Who would have paid less with a plan of the country. It advises and changes nothing; it says nothing where no price was entered.</summary>
public sealed class PlanAdviceReader(Database database, TimeProvider clock)
{
    /// <summary>Null where no plan of the country that has minutes has a price entered in the pool's currency, or nobody called.</summary>
    public async Task<AdviceSheet?> AdviseAsync(Actor actor, PriceBook book, CountryAvailability country, CancellationToken cancel)
    {
        actor.Demand(Permission.SeeRates);
        var offers = country.Offers.Where(o => o.Domestic > 0).Select(o => Priced(book, o)).OfType<PricedOffer>().ToList();
        if (offers.Count == 0) return null;
        await using var db = database.Read(actor, Permission.SeeUsage);
        var calendar = book.Organization.Calendar;
        var month = calendar.MonthOf(Instants.Cut(clock.GetUtcNow().UtcDateTime)).Previous;
        var users = (await UserCalls.ReadAsync(db, calendar.StartOf(month), calendar.EndOf(month), cancel)).GroupBy(s => s.PersonId).ToList();
        if (users.Count == 0) return null;
        var lines = new List<AdviceLine>();
        foreach (var user in users)
        {
            var plans = user.Where(s => Capabilities.Read(s.Capability) == CapabilityClass.CallingPlan).Select(s => PlanOf(book.Catalog, country, s.Capability)).Distinct().ToList();
            // More than one plan in a month, or one that is not sold there or has no price: nobody can say what the month cost.
            if (plans.Count > 1 || (plans is [var plan] && (plan is null || Priced(book, plan) is null))) continue;
            if (PlanAdviser.Of(Use(user, country.Code), plans is [{ } has] ? Priced(book, has) : null, offers) is { } advice) lines.Add(new(user.First().PersonName is { Length: > 0 } name ? name : user.Key, advice));
        }
        return new(month, users.Count, [.. lines.OrderByDescending(l => l.Advice.Saved).ThenBy(l => l.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Pay-as-you-go calls are domestic or not by where they went; the other kinds say it themselves.</summary>
    private static UserUse Use(IGrouping<string, UserCallSum> user, string country)
    {
        var calls = user.Where(s => s.Kind is null or nameof(UsageKind.International) or nameof(UsageKind.Overage) or nameof(UsageKind.PayAsYouGo)).ToLookup(s => IsDomestic(s, country));
        return new(user.Key, calls[true].Sum(s => s.Minutes), calls[true].Select(s => s.Charge).Total(), calls[false].Sum(s => s.Minutes), calls[false].Select(s => s.Charge).Total())
        {
            IncludedMinutes = calls[true].Where(s => s.Kind is null && Capabilities.Read(s.Capability) == CapabilityClass.CallingPlan).Sum(s => s.Minutes),
        };
    }

    private static bool IsDomestic(UserCallSum sum, string country) => sum.Kind switch
    {
        nameof(UsageKind.International) => false,
        nameof(UsageKind.Overage) => true,
        _ => sum.Destination is null || Countries.CodeOf(Countries.Of(sum.Destination)) is not { } code || code == country,
    };

    private static PlanOffer? PlanOf(PlanCatalog catalog, CountryAvailability country, string capability) =>
        catalog.Plans.FirstOrDefault(p => p.Codes.Contains(capability, StringComparer.OrdinalIgnoreCase)) is { } plan ? country.Offer(plan.Id) : null;

    private static PricedOffer? Priced(PriceBook book, PlanOffer offer) =>
        book.InForce(offer.PlanId) is { Price: var price } && price.Currency == book.Organization.Currency.Code ? new(offer, price.Amount) : null;
}
