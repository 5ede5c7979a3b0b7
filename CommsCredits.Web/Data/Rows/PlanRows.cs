using CommsCredits.Domain;
using CommsCredits.Domain.Plans;

namespace CommsCredits.Web.Data.Rows;

/// <summary>A plan's price as the organization entered it, valid from a local day; what it was before stands in the audit trail.</summary>
public sealed class PlanPriceRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>The plan's id in the shipped catalogue.</summary>
    public required string PlanId { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required Money Amount { get; set; }
    public required string Currency { get; set; }
    public required string Source { get; set; }
    public required DateTime Entered { get; set; }
    public required string EnteredBy { get; set; }

    public EnteredPrice ToDomain() => new() { PlanId = PlanId, Amount = Amount, Currency = Currency, Source = Source, ValidFrom = ValidFrom };

    public static PlanPriceRow Of(Actor actor, DateTime now, EnteredPrice price) => new()
    {
        OrganizationId = actor.OrganizationId, PlanId = price.PlanId, ValidFrom = price.ValidFrom, Amount = price.Amount, Currency = price.Currency, Source = price.Source, Entered = now, EnteredBy = actor.Id,
    };

    public void Take(Actor actor, DateTime now, EnteredPrice price) => (Amount, Currency, Source, Entered, EnteredBy) = (price.Amount, price.Currency, price.Source, now, actor.Id);
}
