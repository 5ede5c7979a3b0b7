using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Rating;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Web.Documents.Bundle;

/// <summary>All that a bundle holds, from one state of the books: every entry, every lot that a purchase made, the statement of every month that booked something, every price list.</summary>
public sealed record BundleBooks(Organization Organization, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<CreditLot> Lots, Money Overdraft, IReadOnlyList<Statement> Statements, IReadOnlyList<BundleDeck> Decks, TrailHead? Trail = null);

public sealed record BundleDeck(DeckTerms Terms, IReadOnlyList<Rate> Rates);

/// <summary>A file of the bundle; the path has forward slashes.</summary>
public sealed record BundleFile(string Path, byte[] Bytes);
