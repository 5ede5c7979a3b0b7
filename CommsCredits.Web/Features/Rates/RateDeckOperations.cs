using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Rates;

/// <summary>Adds price lists. A deck is never changed: a new one is in force from its day (R10.1), and changes no booked call (R10.2).</summary>
public sealed class RateDeckOperations(LedgerWriter writer, RateDecks decks)
{
    public const int NameChars = 80;

    /// <summary>Answers the number of rates. Refused: <c>DeckNoRates</c>, <c>DeckNoName</c>, <c>DeckNameTooLong</c> (the limit).</summary>
    public Task<Outcome<int>> AddAsync(Actor actor, DeckTerms terms, IReadOnlyList<Rate> rates, CancellationToken cancel) =>
        writer.WriteAsync<int>(actor, Permission.ChangeRates, async session =>
        {
            if (FaultOf(terms.Name) is { } fault) return fault;
            if (rates.Count == 0) return new Refused("DeckNoRates");
            var before = (await decks.ReadAsync(session.Db, session.Organization, cancel)).InForce(terms.Kind, session.Organization.Calendar.StartOf(terms.ValidFrom));
            Add(session, terms, before, rates);
            return rates.Count;
        }, cancel);

    /// <summary>
    /// Adds or changes one rate: a new deck, the one in force on that day with this rate in it. Where no deck of the kind is in force, the rate begins one by the defaults of R2.3.
    /// Answers the new deck's name. Refused: <c>RateUnchanged</c> (price and fee are as they are).
    /// </summary>
    public Task<Outcome<string>> ChangeAsync(Actor actor, DeckKind kind, Rate rate, DateOnly from, CancellationToken cancel) =>
        writer.WriteAsync<string>(actor, Permission.ChangeRates, async session =>
        {
            var before = (await decks.ReadAsync(session.Db, session.Organization, cancel)).InForce(kind, session.Organization.Calendar.StartOf(from));
            var key = RateDeck.KeyOf(kind, rate);
            var old = before?.Rates.FirstOrDefault(r => RateDeck.KeyOf(kind, r) == key);
            if (old is not null && old.CostsTheSameAs(rate)) return new Refused("RateUnchanged");
            var terms = before is null
                ? DeckTerms.Default(NameOf(kind.ToString(), rate), kind, from, session.Organization.Currency)
                : before.Terms with { Name = NameOf(before.Terms.Name, rate), ValidFrom = from };
            Add(session, terms, before, [.. (before?.Rates ?? []).Where(r => r != old), rate]);
            return terms.Name;
        }, cancel);

    private static void Add(LedgerSession session, DeckTerms terms, RateDeck? before, IReadOnlyList<Rate> rates)
    {
        var id = RateDecks.Add(session.Db, session.Organization.Id, terms, rates, session.Now, session.Actor.Id);
        var changes = DeckComparison.Of(before, terms, rates);
        session.Audit("RateDeck.Added", $"deck:{id}",
            before is null ? null : new { before.Terms.Name, before.Terms.ValidFrom, before.Rates.Count },
            new
            {
                terms.Name, terms.ValidFrom, terms.Kind, terms.Places, terms.Mode, Increments = terms.Increments.ToString(), rates.Count,
                New = changes.Count(RateChangeKind.New), Dearer = changes.Count(RateChangeKind.Dearer), Cheaper = changes.Count(RateChangeKind.Cheaper), Gone = changes.Count(RateChangeKind.Gone),
                Changes = changes.Changes.Take(5).Select(c => new { c.Rate.Prefix, Old = c.Old?.PricePerMinute, Now = c.Now?.PricePerMinute }),
            });
    }

    private static Refused? FaultOf(string name) => string.IsNullOrWhiteSpace(name) ? new("DeckNoName") : name.Length > NameChars ? new("DeckNameTooLong", NameChars) : null;

    /// <summary><c>PSTN 2026-07 +4420</c>: the list it was made from, and what was changed last.</summary>
    private static string NameOf(string before, Rate rate)
    {
        var stem = before.Split(" +")[0];
        var change = " +" + rate.Prefix;
        return stem[..Math.Min(stem.Length, NameChars - change.Length)] + change;
    }
}
