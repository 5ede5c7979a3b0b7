using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Privacy;

/// <summary>Finds people by name, and gathers what is kept about one.</summary>
public sealed class PrivacyReader(Database database)
{
    private const int Most = 50;

    /// <param name="search">A part of a name or login; empty: the first by name.</param>
    public async Task<IReadOnlyList<KnownPerson>> FindAsync(Actor actor, string? search, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.ErasePeople);
        var part = (search ?? "").Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
        var people = await db.People.Where(p => part == "" || EF.Functions.Like(p.Name, $"%{part}%", "\\") || EF.Functions.Like(p.Login, $"%{part}%", "\\")).OrderBy(p => p.Name).Take(Most).ToListAsync(cancel);
        var callers = await db.CallPeople.Where(p => part == "" || EF.Functions.Like(p.Name, $"%{part}%", "\\") || EF.Functions.Like(p.Login, $"%{part}%", "\\")).OrderBy(p => p.Name).Take(Most).ToListAsync(cancel);
        var ids = people.Select(p => p.Id).Union(callers.Select(c => c.Id)).ToList();
        var counts = await db.UsageSums.Where(s => ids.Contains(s.Key)).GroupBy(s => s.Key).Select(g => new { g.Key, Calls = g.Sum(s => s.Calls) }).ToDictionaryAsync(g => g.Key, g => g.Calls, cancel);
        return
        [
            .. ids.Select(id => (Id: id, Person: people.Find(p => p.Id == id), Caller: callers.Find(c => c.Id == id)))
                .Select(x => new KnownPerson(x.Id, x.Person?.Name ?? x.Caller!.Name, x.Person?.Login ?? x.Caller?.Login, (int)counts.GetValueOrDefault(x.Id), x.Person?.LastSeen))
                .OrderBy(p => p.Name, StringComparer.CurrentCulture).Take(Most),
        ];
    }

    /// <summary>Null for an id of whom nothing is kept.</summary>
    public async Task<PersonFile?> FileAsync(Actor actor, string id, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.ErasePeople);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var person = await db.People.SingleOrDefaultAsync(p => p.Id == id, cancel);
        var caller = await db.CallPeople.SingleOrDefaultAsync(p => p.Id == id, cancel);
        var calls = await db.Calls.Where(c => c.PersonId == id).OrderBy(c => c.Start)
            .Select(c => new PersonFileCall(c.UsageId, c.Start, c.Seconds, c.CallType, c.CallerNumber, c.DestinationNumber, c.DestinationName, c.Charge.ToString())).ToListAsync(cancel);
        var deeds = await db.Audit.Where(a => a.ActorId == id).OrderBy(a => a.Sequence).Select(a => new PersonFileDeed(a.At, a.Action, a.Subject, a.From)).ToListAsync(cancel);
        if (person is null && caller is null && calls.Count == 0 && deeds.Count == 0) return null;
        var addresses = await db.Recipients.Where(r => r.PersonId == id).Select(r => r.Address).ToListAsync(cancel);
        return new(id, person?.Name ?? caller?.Name, person?.Login ?? caller?.Login, person?.Language, person?.LastSeen,
            [.. calls.Select(c => c with { From = PhoneNumber.ShownTo(actor, c.From), To = PhoneNumber.ShownTo(actor, c.To) })], addresses, deeds);
    }
}
