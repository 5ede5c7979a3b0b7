using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Features.Plans;
using CommsCredits.Web.Features.Subscriptions;

namespace CommsCredits.Web.CommandLine.Demo;

/// <summary>What the invented company has from Microsoft: recorded when its books begin, and changed as its people change their minds.</summary>
public sealed class DemoSubscriptions(SubscriptionOperations operations, PlanPriceOperations prices, TimeProvider clock)
{
    private const string Card = "Visa ending 4242";
    private Subscription _international = null!, _extended = null!;

    /// <summary>Terms of a year that were bought three months before the books began.</summary>
    public async Task BeginAsync(Actor actor, DateOnly begin, CancellationToken cancel)
    {
        var renewal = begin.AddMonths(9).AddDays(13);
        await AddAsync(actor, "teams-phone", 40, null, renewal.AddYears(1), "Everybody with a number", cancel);
        await AddAsync(actor, "domestic", 10, "US", renewal.AddYears(1), "Sales, Los Angeles", cancel);
        await AddAsync(actor, "domestic-120", 25, "US", renewal.AddYears(1), "", cancel);
        _international = await AddAsync(actor, "domestic-international", 5, "US", renewal, "Purchasing", cancel);
        await AddAsync(actor, "audio-conferencing", 40, null, renewal.AddYears(1), "", cancel);
        _extended = await AddAsync(actor, "extended-dial-out", 3, null, begin.AddMonths(15).AddDays(13), "", cancel);
        foreach (var (plan, price) in new[] { ("domestic", 8L), ("domestic-international", 15L) })
            await prices.EnterAsync(actor, new() { PlanId = plan, Amount = Money.OfUnits(price), Currency = "USD", Source = "The partner's offer", ValidFrom = begin }, cancel);
        await AddAsync(actor, "resource-account", 4, null, null, "Free: 2 attendants, 2 queues", cancel);
    }

    /// <summary>Purchasing calls little abroad: its plan is not renewed, the credits pay what is left.</summary>
    public Task DropInternationalAsync(Actor actor, CancellationToken cancel) =>
        operations.ChangeAsync(actor, _international with { State = SubscriptionState.Expires, Note = "Cheaper from the credits: about 40 minutes a month" }, cancel);

    public Task DropExtendedAsync(Actor actor, CancellationToken cancel) =>
        operations.ChangeAsync(actor, _extended with { State = SubscriptionState.Expires, Note = "Board meetings moved to Teams calls" }, cancel);

    private async Task<Subscription> AddAsync(Actor actor, string plan, int quantity, string? country, DateOnly? renewal, string note, CancellationToken cancel)
    {
        var said = new Subscription
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), PlanId = plan, Quantity = quantity, Country = country, Agreement = BillingAgreement.OnlineSubscription, State = SubscriptionState.Active, Day = renewal,
            PaidWith = renewal is null ? "" : Card, Note = note,
        };
        if ((await operations.AddAsync(actor, said, cancel)).Refused is { } refused) throw new CommandException($"A subscription was refused: {refused.Code}.");
        return said;
    }
}
