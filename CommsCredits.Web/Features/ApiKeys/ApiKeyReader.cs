using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.ApiKeys;

/// <summary>The keys that programs have, also those that are over: the audit trail names them.</summary>
public sealed class ApiKeyReader(Database database, TimeProvider clock)
{
    public async Task<ApiKeyBook> BookAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeApiKeys);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var now = clock.GetUtcNow().UtcDateTime;
        var rows = await db.ApiKeys.ToListAsync(cancel);
        var names = await PeopleNames.OfAsync(db, rows.Select(r => r.CreatedBy), cancel);
        return new(organization, now, [.. rows.Select(r => LineOf(r, now, names.GetValueOrDefault(r.CreatedBy))).OrderBy(l => l.IsOver).ThenByDescending(l => l.Created).ThenBy(l => l.Id)]);
    }

    internal static ApiKeyState StateOf(ApiKeyRow row, DateTime now) => row.Revoked is not null ? ApiKeyState.Revoked : row.Expires <= now ? ApiKeyState.Expired : ApiKeyState.Active;

    private static ApiKeyLine LineOf(ApiKeyRow row, DateTime now, string? createdBy) =>
        new(row.Id, row.Name, ApiScopes.Read(row.Scopes), row.Hint, row.Created, createdBy, row.Expires, row.Revoked, row.LastUsed, row.PreviousUntil > now ? row.PreviousUntil : null, StateOf(row, now));
}
