using System.Collections.Concurrent;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>An organization's decks, each compiled once and kept: a deck is never changed. One that is added is read alone.</summary>
public sealed class RateDecks
{
    private static readonly string[] s_columns = ["OrganizationId", "DeckId", "Prefix", "Name", "Country", "Type", "PricePerMinute", "ConnectionFee", "FirstIncrement", "Step"];
    private static readonly string s_insert =
        $"INSERT INTO \"Rates\" ({string.Join(", ", s_columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", s_columns.Select((_, i) => $"@p{i}"))})";

    private readonly ConcurrentDictionary<Guid, Compiled> _books = new();

    public async Task<DeckBook> ReadAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var count = await db.RateDecks.CountAsync(cancel);
        var known = _books.GetValueOrDefault(organization.Id);
        if (known is not null && known.Decks.Count == count) return known.Book;
        var rows = await db.RateDecks.AsNoTracking().OrderBy(d => d.Added).ThenBy(d => d.Id).ToListAsync(cancel);
        var decks = new Dictionary<Guid, RateDeck>();
        foreach (var row in rows)
            decks[row.Id] = known?.Decks.GetValueOrDefault(row.Id) ?? new(row.ToDomain(), await RatesAsync(db, row.Id, cancel));
        var book = new DeckBook(organization.Calendar, rows.Select(r => decks[r.Id]));
        _books[organization.Id] = new(decks, book);
        return book;
    }

    /// <summary>Adds a deck in a write that is under way; answers its id.</summary>
    public static Guid Add(CommsCreditsDb db, Guid organizationId, DeckTerms terms, IReadOnlyList<Rate> rates, DateTime now, string actorId)
    {
        var deck = new RateDeckRow
        {
            Id = Guid.CreateVersion7(now), OrganizationId = organizationId, Name = terms.Name, ValidFrom = terms.ValidFrom, Kind = terms.Kind, Places = terms.Places, Mode = terms.Mode,
            FirstIncrement = terms.Increments.First, Step = terms.Increments.Step, Added = now, AddedBy = actorId,
        };
        db.RateDecks.Add(deck);
        using var insert = new RawStatement(db, s_insert);
        insert.Bind(0, organizationId);
        insert.Bind(1, deck.Id);
        foreach (var rate in rates)
        {
            insert.BindText(2, rate.Prefix);
            insert.BindText(3, rate.Name);
            insert.BindText(4, rate.Country);
            insert.BindText(5, rate.Type.ToString());
            insert.Bind(6, rate.PricePerMinute.Micros);
            insert.Bind(7, rate.ConnectionFee.Micros);
            insert.Bind(8, rate.Increments?.First);
            insert.Bind(9, rate.Increments?.Step);
            insert.Execute();
        }
        return deck.Id;
    }

    private static async Task<IReadOnlyList<Rate>> RatesAsync(CommsCreditsDb db, Guid deckId, CancellationToken cancel) =>
        [.. (await db.Rates.AsNoTracking().Where(r => r.DeckId == deckId).OrderBy(r => r.Id).ToListAsync(cancel)).Select(r => r.ToDomain())];

    private sealed record Compiled(IReadOnlyDictionary<Guid, RateDeck> Decks, DeckBook Book);
}
