using System.Collections.Concurrent;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Why imports of this process stand still for the moment. Kept in memory: the database may be the very thing that cannot be written.</summary>
public sealed class ImportTroubles
{
    private readonly ConcurrentDictionary<Guid, Meeting> _troubles = new();

    public StorageTrouble? Of(Guid importId) => _troubles.TryGetValue(importId, out var met) ? met.Trouble : null;

    /// <param name="line">How far the import is; null where nobody can say.</param>
    /// <returns>How often this trouble was met at this line.</returns>
    public int Met(Guid importId, StorageTrouble trouble, int? line = null) =>
        _troubles.AddOrUpdate(importId, _ => new(trouble, line, 1), (_, before) => before.Trouble == trouble && before.Line == line ? before with { Times = before.Times + 1 } : new(trouble, line, 1)).Times;

    public void Over(Guid importId) => _troubles.TryRemove(importId, out _);

    private sealed record Meeting(StorageTrouble Trouble, int? Line, int Times);
}
