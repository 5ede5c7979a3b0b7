using System.Collections.Concurrent;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Features.Usage;

/// <summary>An organization's classifier, one and the same as long as nothing that it decides by has changed: what was decided by an older one is decided again.</summary>
public sealed class Classifiers(RateDecks decks)
{
    private readonly ConcurrentDictionary<Guid, (DeckBook Decks, CallClassifier Classifier)> _known = new();

    public async Task<CallClassifier> ReadAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var book = await decks.ReadAsync(db, organization, cancel);
        if (_known.TryGetValue(organization.Id, out var known) && ReferenceEquals(known.Decks, book)) return known.Classifier;
        var classifier = new CallClassifier(organization, book, ChargeSource.Vendor);
        _known[organization.Id] = (book, classifier);
        return classifier;
    }
}
