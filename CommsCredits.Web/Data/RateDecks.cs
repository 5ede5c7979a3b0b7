using System.Collections.Concurrent;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>An organization's decks, compiled once and kept until one is added: a deck is never changed.</summary>
public sealed class RateDecks
{
    private readonly ConcurrentDictionary<Guid, (int Count, DeckBook Book)> _books = new();

    public async Task<DeckBook> ReadAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var count = await db.RateDecks.CountAsync(cancel);
        if (_books.TryGetValue(organization.Id, out var known) && known.Count == count) return known.Book;
        var decks = await db.RateDecks.AsNoTracking().ToListAsync(cancel);
        var rates = (await db.Rates.AsNoTracking().ToListAsync(cancel)).ToLookup(r => r.DeckId);
        var book = new DeckBook(organization.Calendar, decks.Select(d => new RateDeck(d.ToDomain(), [.. rates[d.Id].Select(r => r.ToDomain())])));
        _books[organization.Id] = (count, book);
        return book;
    }

    /// <summary>Adds a deck in a write that is under way.</summary>
    public static void Add(CommsCreditsDb db, Guid organizationId, DeckTerms terms, IReadOnlyList<Rate> rates, DateTime now, string actorId)
    {
        var deck = new RateDeckRow
        {
            Id = Guid.CreateVersion7(now), OrganizationId = organizationId, Name = terms.Name, ValidFrom = terms.ValidFrom, Kind = terms.Kind, Places = terms.Places, Mode = terms.Mode,
            FirstIncrement = terms.Increments.First, Step = terms.Increments.Step, Added = now, AddedBy = actorId,
        };
        db.RateDecks.Add(deck);
        db.Rates.AddRange(rates.Select(rate => new RateRow
        {
            OrganizationId = organizationId, DeckId = deck.Id, Prefix = rate.Prefix, Name = rate.Name, Country = rate.Country, Type = rate.Type,
            PricePerMinute = rate.PricePerMinute, ConnectionFee = rate.ConnectionFee, FirstIncrement = rate.Increments?.First, Step = rate.Increments?.Step,
        }));
    }
}
