using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Rates;

/// <summary>Adds price lists. A deck is never changed: a new one is in force from its day (R10.1), and changes no booked call (R10.2).</summary>
public sealed class RateDeckOperations(LedgerWriter writer)
{
    public Task<Outcome<int>> AddAsync(Actor actor, DeckTerms terms, IReadOnlyList<Rate> rates, CancellationToken cancel) =>
        writer.WriteAsync<int>(actor, Permission.ChangeRates, session =>
        {
            RateDecks.Add(session.Db, actor.OrganizationId, terms, rates, session.Now, actor.Id);
            session.Audit("RateDeck.Added", $"deck:{terms.Name}", after: new { terms.Name, terms.ValidFrom, terms.Kind, rates.Count });
            return Task.FromResult<Outcome<int>>(rates.Count);
        }, cancel);
}
