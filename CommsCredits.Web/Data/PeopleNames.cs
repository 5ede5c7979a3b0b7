using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Names of actors, people and API keys, looked up when they are shown: rows keep opaque ids (R3.2). An id without a row stays out.</summary>
internal static class PeopleNames
{
    private const string ApiKey = "apikey:";

    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(CommsCreditsDb db, IEnumerable<string> actorIds, CancellationToken cancel)
    {
        var ids = actorIds.Distinct().ToList();
        var names = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var keys = ids.Where(i => i.StartsWith(ApiKey, StringComparison.Ordinal) && Guid.TryParse(i.AsSpan(ApiKey.Length), out _)).Select(i => Guid.Parse(i.AsSpan(ApiKey.Length))).ToList();
        if (keys.Count > 0)
            foreach (var key in await db.ApiKeys.Where(k => keys.Contains(k.Id)).Select(k => new { k.Id, k.Name }).ToListAsync(cancel)) names[ApiKey + key.Id.ToString("D")] = key.Name;
        return names;
    }

    /// <summary>People who called, by the opaque id, with the login that exports or their own sign-in gave; one that was erased stays out.</summary>
    public static async Task<IReadOnlyDictionary<string, (string Name, string? Login)>> OfCallsAsync(CommsCreditsDb db, IEnumerable<string> ids, CancellationToken cancel)
    {
        var names = new Dictionary<string, (string Name, string? Login)>();
        foreach (var some in ids.Where(i => i.Length > 0).Distinct().Chunk(500))
        {
            var logins = await db.People.AsNoTracking().Where(p => some.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Login, cancel);
            foreach (var person in await db.CallPeople.AsNoTracking().Where(p => some.Contains(p.Id)).ToListAsync(cancel))
                names[person.Id] = (person.Name, person.Login ?? logins.GetValueOrDefault(person.Id));
        }
        return names;
    }
}
