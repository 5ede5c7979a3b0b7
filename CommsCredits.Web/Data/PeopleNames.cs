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

    /// <summary>Names of people who called, by the opaque id; one that was erased stays out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfCallsAsync(CommsCreditsDb db, IEnumerable<string> ids, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>();
        foreach (var some in ids.Where(i => i.Length > 0).Distinct().Chunk(500))
            foreach (var person in await db.CallPeople.AsNoTracking().Where(p => some.Contains(p.Id)).ToListAsync(cancel)) names[person.Id] = person.Name;
        return names;
    }
}
