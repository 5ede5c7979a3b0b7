using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>The classifier of an organization's files as of now: its decks, and what it says of codes that are not known here.</summary>
public sealed class Classifiers(RateDecks decks)
{
    public async Task<CallClassifier> ReadAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var mappings = await db.CodeMappings.AsNoTracking().ToListAsync(cancel);
        return new(organization, await decks.ReadAsync(db, organization, cancel), ChargeSource.Vendor, new(mappings.Select(m => m.ToDomain())));
    }
}
