using System.Collections.Concurrent;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Why imports of this process stand still for the moment. Kept in memory: the database may be the very thing that cannot be written.</summary>
public sealed class ImportTroubles
{
    private readonly ConcurrentDictionary<Guid, StorageTrouble> _troubles = new();

    public StorageTrouble? Of(Guid importId) => _troubles.TryGetValue(importId, out var trouble) ? trouble : null;

    public void Met(Guid importId, StorageTrouble trouble) => _troubles[importId] = trouble;

    public void Over(Guid importId) => _troubles.TryRemove(importId, out _);
}
