using System.Collections.Concurrent;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>
/// The classifier of an organization's files as of now: its decks, and what it says of codes that are not known here. One and the same as long as nothing that it decides by has changed: what was
/// decided by an older one is decided again.
/// </summary>
public sealed class Classifiers(RateDecks decks)
{
    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    public async Task<CallClassifier> ReadAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var book = await decks.ReadAsync(db, organization, cancel);
        var mappings = (await db.CodeMappings.AsNoTracking().ToListAsync(cancel)).ConvertAll(m => m.ToDomain());
        if (_kept.TryGetValue(organization.Id, out var kept) && kept.IsOf(organization, book, mappings)) return kept.Classifier;
        var classifier = new CallClassifier(organization, book, ChargeSource.Vendor, new(mappings));
        _kept[organization.Id] = new(organization, book, mappings, classifier);
        return classifier;
    }

    /// <summary>As it would decide with one more answer about a code; nothing is kept of it.</summary>
    public async Task<CallClassifier> WithAsync(CommsCreditsDb db, Organization organization, CodeMapping answer, CancellationToken cancel)
    {
        var mappings = (await db.CodeMappings.AsNoTracking().ToListAsync(cancel)).ConvertAll(m => m.ToDomain());
        return new(organization, await decks.ReadAsync(db, organization, cancel), ChargeSource.Vendor, new([.. mappings, answer]));
    }

    private sealed record Kept(Organization Organization, DeckBook Decks, List<CodeMapping> Mappings, CallClassifier Classifier)
    {
        public bool IsOf(Organization organization, DeckBook decks, List<CodeMapping> mappings) =>
            Organization == organization && ReferenceEquals(Decks, decks) && Mappings.SequenceEqual(mappings);
    }
}
