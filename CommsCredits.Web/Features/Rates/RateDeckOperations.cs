using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Resources;

namespace CommsCredits.Web.Features.Rates;

/// <summary>Adds price lists. A deck is never changed: a new one is in force from its day (R10.1), and changes no booked call (R10.2).</summary>
public sealed partial class RateDeckOperations(LedgerWriter writer, RateDecks decks)
{
    public const int NameChars = 80;
    private static readonly ResourceManager s_texts = new(typeof(PortalTexts));

    /// <summary>Answers the number of rates. Refused: <c>DeckNoRates</c>, <c>DeckNoName</c>, <c>DeckNameTooLong</c> (the limit).</summary>
    public Task<Outcome<int>> AddAsync(Actor actor, DeckTerms terms, IReadOnlyList<Rate> rates, CancellationToken cancel) =>
        writer.WriteAsync<int>(actor, Permission.ChangeRates, async session =>
        {
            if (FaultOf(terms.Name) is { } fault) return fault;
            if (rates.Count == 0) return new Refused("DeckNoRates");
            var book = await decks.ReadAsync(session.Db, session.Organization, cancel);
            Add(session, terms with { Name = Alone(book, terms) }, book.InForce(terms.Kind, session.Organization.Calendar.StartOf(terms.ValidFrom)), rates);
            return rates.Count;
        }, cancel);

    /// <summary>
    /// Adds or changes one rate: a new deck, the one in force on that day with this rate in it. Where no deck of the kind is in force, the rate begins one by the defaults of R2.3.
    /// Answers the new deck's name. Refused: <c>RateUnchanged</c> (price and fee are as they are).
    /// </summary>
    public Task<Outcome<string>> ChangeAsync(Actor actor, DeckKind kind, Rate rate, DateOnly from, CancellationToken cancel) =>
        writer.WriteAsync<string>(actor, Permission.ChangeRates, async session =>
        {
            var book = await decks.ReadAsync(session.Db, session.Organization, cancel);
            var before = book.InForce(kind, session.Organization.Calendar.StartOf(from));
            var key = RateDeck.KeyOf(kind, rate);
            var old = before?.Rates.FirstOrDefault(r => RateDeck.KeyOf(kind, r) == key);
            if (old is not null && old.CostsTheSameAs(rate)) return new Refused("RateUnchanged");
            IReadOnlyList<Rate> rates = [.. (before?.Rates ?? []).Where(r => r != old), rate];
            var terms = before is null
                ? DeckTerms.Default(Text($"DeckKind_{kind}"), kind, from, session.Organization.Currency)
                : before.Terms with { Name = NameOf(book, before, rates), ValidFrom = from };
            terms = terms with { Name = Alone(book, terms) };
            Add(session, terms, before, rates);
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

    /// <summary><c>PSTN 2026-07, 2 prices changed</c>: the list that it goes back to, and how many of its prices are others now. In the words of whoever changes it.</summary>
    private static string NameOf(DeckBook book, RateDeck before, IReadOnlyList<Rate> rates)
    {
        var stem = Changed().Replace(before.Terms.Name, "");
        var origin = book.Of(before.Terms.Kind).LastOrDefault(d => d.Terms.Name == stem && d.Terms.ValidFrom <= before.Terms.ValidFrom) ?? before;
        var changes = DeckComparison.Of(origin, before.Terms, rates).Changes.Count;
        return changes == 0 ? stem : Ended(stem, string.Format(CultureInfo.CurrentCulture, Text(changes == 1 ? "Rates_OneChanged" : "Rates_SomeChanged"), changes.ToString(CultureInfo.CurrentCulture)));
    }

    /// <summary>The name, with a number behind it where a list of the kind has it on that day: two lists of a day are told apart.</summary>
    private static string Alone(DeckBook book, DeckTerms terms)
    {
        var taken = book.Of(terms.Kind).Where(d => d.Terms.ValidFrom == terms.ValidFrom).Select(d => d.Terms.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? terms.Name : Ended(terms.Name, $" ({n.ToString(CultureInfo.InvariantCulture)})")).First(name => !taken.Contains(name));
    }

    private static string Ended(string stem, string ending) => stem[..Math.Min(stem.Length, NameChars - ending.Length)] + ending;

    private static string Text(string key) => s_texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"PortalTexts has no text '{key}'.");

    /// <summary>What a changed list has behind the name of the list it goes back to, in either language, and as earlier versions wrote it.</summary>
    [GeneratedRegex(@"(, \d+ prices? changed|，已更改 \d+ 项价格| \+\d+)( \(\d+\))?$")]
    private static partial Regex Changed();
}
