using CommsCredits.Domain;
using CommsCredits.Domain.Plans;

namespace CommsCredits.Web.Data.Rows;

/// <summary>A subscription as a person recorded it last; what it was before stands in the audit trail.</summary>
public sealed class SubscriptionRow : IOrganizationOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }

    /// <summary>The plan's id in the shipped catalogue.</summary>
    public required string PlanId { get; init; }
    public string? Country { get; set; }
    public int Quantity { get; set; }
    public BillingAgreement Agreement { get; set; }
    public SubscriptionState State { get; set; }
    public DateOnly? Day { get; set; }
    public string PaidWith { get; set; } = "";
    public string Note { get; set; } = "";
    public DateTime Recorded { get; set; }
    public string RecordedBy { get; set; } = "";

    public Subscription ToDomain() => new() { Id = Id, PlanId = PlanId, Country = Country, Quantity = Quantity, Agreement = Agreement, State = State, Day = Day, PaidWith = PaidWith, Note = Note };

    public static SubscriptionRow Of(Actor actor, DateTime now, Subscription subscription)
    {
        var row = new SubscriptionRow { Id = subscription.Id, OrganizationId = actor.OrganizationId, PlanId = subscription.PlanId };
        row.Take(actor, now, subscription);
        return row;
    }

    public void Take(Actor actor, DateTime now, Subscription said) =>
        (Country, Quantity, Agreement, State, Day, PaidWith, Note, Recorded, RecordedBy) = (said.Country, said.Quantity, said.Agreement, said.State, said.Day, said.PaidWith, said.Note, now, actor.Id);
}
