using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Rates;

/// <summary>What calls cost, since when: the decks, their rates, the rate of a number and its history.</summary>
public sealed class RatesReader(Database database, RateDecks decks, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<DeckList> DecksAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRates);
        return await DecksAsync(db, cancel);
    }

    /// <summary>A deck's rates by prefix; null where the organization has no such deck.</summary>
    public async Task<RatePage?> RatesAsync(Actor actor, Guid deckId, RateFilter filter, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRates);
        var list = await DecksAsync(db, cancel);
        if (list.Decks.FirstOrDefault(d => d.Id == deckId) is not { } deck) return null;
        var all = db.Rates.Where(r => r.DeckId == deckId);
        var countries = await all.Select(r => r.Country).Distinct().OrderBy(c => c).ToListAsync(cancel);
        var rates = Matching(all, filter);
        var total = await rates.CountAsync(cancel);
        var skip = Math.Clamp(page - 1, 0, Math.Max(0, (total - 1) / PageSize)) * PageSize;
        var rows = await rates.OrderBy(r => r.Prefix).ThenBy(r => r.Id).Skip(skip).Take(PageSize).ToListAsync(cancel);
        return new(list.Organization, deck, total, skip, [.. rows.Select(r => r.ToDomain())], countries);
    }

    /// <summary>
    /// What a call to this number costs now. Read as an import reads it (R9.8): digits that are not known are answered as hidden where they could change the price. For toll-free dial-in a caller's number may be
    /// given (R10.1).
    /// </summary>
    public async Task<RateAnswer> SearchAsync(Actor actor, DeckKind kind, string number, string? caller, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRates);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var book = await decks.ReadAsync(db, organization, cancel);
        var deck = book.InForce(kind, Now);
        var digits = PhoneNumber.DigitsOf(number);
        var match = deck is null ? default : kind.LooksAtTheCaller() ? deck.Find(number, caller) : deck.Find(number);
        var fitting = deck?.Fitting(digits).Where(r => match.CallerCountry is null || r.Country == match.CallerCountry) ?? [];
        var beaten = match.Rate is { } found ? fitting.Where(r => r.Prefix.Length < found.Prefix.Length).ToList() : [];
        var asked = match.Rate ?? (kind.LooksAtTheCaller() ? null : book.Of(kind).Select(d => d.Find(number).Rate).LastOrDefault(r => r is not null));
        return new(kind, digits, deck, match, beaten, asked is null ? [] : History(book, kind, asked));
    }

    /// <summary>What a deck with these terms and rates would change.</summary>
    public async Task<DeckPreview> PreviewAsync(Actor actor, DeckTerms terms, IReadOnlyList<Rate> rates, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRates);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var book = await decks.ReadAsync(db, organization, cancel);
        var follows = book.InForce(terms.Kind, organization.Calendar.StartOf(terms.ValidFrom));
        var next = book.Of(terms.Kind).FirstOrDefault(d => d.Terms.ValidFrom > terms.ValidFrom)?.Terms;
        return new(terms, follows?.Terms, next, DeckComparison.Of(follows, terms, rates));
    }

    private DateTime Now => Instants.Cut(clock.GetUtcNow().UtcDateTime);

    /// <summary>Steps at which the price of the prefix changed; decks that left it as it was are left out.</summary>
    private static IReadOnlyList<PriceStep> History(DeckBook book, DeckKind kind, Rate asked)
    {
        var key = RateDeck.KeyOf(kind, asked);
        var steps = new List<PriceStep>();
        Rate? before = null;
        foreach (var deck in book.Of(kind))
        {
            var now = deck.Rates.FirstOrDefault(r => RateDeck.KeyOf(kind, r) == key);
            if (now is null ? before is not null : before is null || !now.CostsTheSameAs(before)) steps.Add(new(deck.Terms, before, now));
            before = now;
        }
        steps.Reverse();
        return steps;
    }

    private async Task<DeckList> DecksAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var today = organization.Calendar.DayOf(Now);
        var rows = await db.RateDecks.OrderByDescending(d => d.ValidFrom).ThenByDescending(d => d.Added).ThenByDescending(d => d.Id).ToListAsync(cancel);
        var counts = await db.Rates.GroupBy(r => r.DeckId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var names = await PeopleNames.OfAsync(db, rows.Select(r => r.AddedBy), cancel);
        var inForce = rows.Where(r => r.ValidFrom <= today).GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.First().Id);
        return new(organization, today, [.. rows.OrderBy(r => r.Kind).Select(row => new DeckLine(row.Id, row.ToDomain(), counts.GetValueOrDefault(row.Id), row.Added, names.GetValueOrDefault(row.AddedBy),
            row.ValidFrom > today ? DeckState.Coming : inForce[row.Kind] == row.Id ? DeckState.InForce : DeckState.Past))]);
    }

    private static IQueryable<RateRow> Matching(IQueryable<RateRow> rates, RateFilter filter)
    {
        if (filter.Country is { } country) rates = rates.Where(r => r.Country == country);
        if (filter.Text is not { Length: > 0 } text) return rates;
        var digits = PhoneNumber.IsMeant(text) ? PhoneNumber.DigitsOf(text) : "";
        if (Rate.IsPrefix(digits)) return rates.Where(r => r.Prefix.StartsWith(digits));
        // Two letters are a country and nothing else: "uk" is not looked for in "Ukraine".
        if (text.Length == 2 && Countries.CodeOf(text) is { } only) return rates.Where(r => r.Country == only);
        var pattern = $"%{text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
        var code = Countries.CodeOf(text) ?? "";
        return rates.Where(r => EF.Functions.Like(r.Name, pattern, @"\") || r.Country == code);
    }
}
