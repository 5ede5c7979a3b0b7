using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Privacy;

/// <summary>
/// Hands out what is kept about a person, and takes their name, login, address and numbers out of everything but the books, which never held them (R3.2, R12.4). Lines that still wait for a decision are kept
/// until somebody decides: without their numbers they could not be booked.
/// </summary>
public sealed class PrivacyOperations(PrivacyReader reader, LedgerWriter writer)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The file as JSON; null for an id of whom nothing is kept. It is in the audit trail that it was made.</summary>
    public async Task<byte[]?> ExportAsync(Actor actor, string id, CancellationToken cancel)
    {
        if (await reader.FileAsync(actor, id, cancel) is not { } file) return null;
        await writer.WriteAsync<int>(actor, Permission.ErasePeople, session =>
        {
            session.Audit("Person.Exported", id, after: new { Calls = file.Calls.Count, Deeds = file.Deeds.Count });
            return Task.FromResult<Outcome<int>>(1);
        }, cancel);
        return JsonSerializer.SerializeToUtf8Bytes(file, s_json);
    }

    /// <summary>Refused as <c>PersonUnknown</c> for an id of whom nothing is kept, and as <c>OwnName</c> for the person who asks: their own name comes back with their next sign-in.</summary>
    public async Task<Outcome<Erased>> EraseAsync(Actor actor, string id, CancellationToken cancel)
    {
        if (id == actor.Id) return new Refused("OwnName");
        if (await reader.FileAsync(actor, id, cancel) is not { } file) return new Refused("PersonUnknown");
        return await writer.WriteAsync<Erased>(actor, Permission.ErasePeople, async session =>
        {
            var db = session.Db;
            var calls = await CallDetail.ForgetPersonAsync(db, id, cancel);
            var lines = await LinesAsync(db, file, cancel);
            await db.CallPeople.Where(p => p.Id == id).ExecuteDeleteAsync(cancel);
            await db.People.Where(p => p.Id == id).ExecuteDeleteAsync(cancel);
            foreach (var recipient in await db.Recipients.Where(r => r.PersonId == id).ToListAsync(cancel))
                (recipient.Address, recipient.Name, recipient.Removed) = ($"erased-{recipient.Id:N}", "", session.Now);
            // An export may name any object id: whoever has it in another directory is another person
            var sessions = await Sessions.EndAsync(db, session.OrganizationRow.TenantId, id, null, cancel);
            session.Audit("Person.Erased", id, after: new { calls, lines, sessions });
            return new Erased(calls, lines, sessions);
        }, cancel);
    }

    /// <summary>Lines of files in which the name or the login stands.</summary>
    private static async Task<int> LinesAsync(CommsCreditsDb db, PersonFile file, CancellationToken cancel)
    {
        var count = 0;
        foreach (var word in new[] { file.Name, file.Login }.Where(w => w is { Length: > 3 }))
        {
            count += await db.UnreadableLines.Where(l => l.Text.Contains(word!)).ExecuteUpdateAsync(set => set.SetProperty(l => l.Text, ""), cancel);
            count += await db.CallExceptions.Where(e => e.Resolved != null && (e.PersonName == word || e.Record.Contains(word!)))
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.PersonName, (string?)null).SetProperty(e => e.DestinationNumber, (string?)null).SetProperty(e => e.Record, "{}"), cancel);
        }
        return count;
    }
}
