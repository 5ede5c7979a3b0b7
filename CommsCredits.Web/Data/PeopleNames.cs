using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Names of actors, looked up when they are shown: rows keep opaque ids (R3.2). An id without a row stays out.</summary>
internal static class PeopleNames
{
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(CommsCreditsDb db, IEnumerable<string> actorIds, CancellationToken cancel)
    {
        var ids = actorIds.Distinct().ToList();
        return await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
    }
}
