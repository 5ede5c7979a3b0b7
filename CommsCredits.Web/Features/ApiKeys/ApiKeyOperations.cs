using CommsCredits.Domain;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.ApiKeys;

/// <summary>Gives keys to programs and takes them away (R14.2). A secret leaves this class once, as the answer of the deed that made it; no row, audit row or log line has it.</summary>
public sealed class ApiKeyOperations(LedgerWriter writer)
{
    public const int MostKeys = 100, LongestName = 80;

    /// <summary>For how many hours the secret before a rotation may go on.</summary>
    public static readonly IReadOnlyList<int> Overlaps = [0, 1, 24, 168];

    /// <summary>
    /// Refused: <c>ApiKeyNameMissing</c>, <c>ApiKeyNameTooLong</c> (the limit), <c>ApiKeyNameTaken</c>, <c>ApiKeyNoScope</c>, <c>ApiKeyScopeBeyond</c> (a key never gives what its maker lacks, R14.3), <c>ApiKeyDayOver</c>, <c>ApiKeysTooMany</c> (the limit of keys that work).
    /// </summary>
    public Task<Outcome<ShownSecret>> AddAsync(Actor actor, ApiKeyWish wish, CancellationToken cancel) =>
        writer.WriteAsync<ShownSecret>(actor, Permission.ChangeApiKeys, async session =>
        {
            var name = wish.Name.Trim();
            if (await NameFaultAsync(session, name, null, cancel) is { } fault) return fault;
            if (wish.Scopes.Count == 0) return new Refused("ApiKeyNoScope");
            if (!MayGive(actor, wish.Scopes)) return new Refused("ApiKeyScopeBeyond");
            if (wish.LastDay < session.Organization.Calendar.DayOf(session.Now)) return new Refused("ApiKeyDayOver");
            if (await session.Db.ApiKeys.CountAsync(k => k.Revoked == null, cancel) >= MostKeys) return new Refused("ApiKeysTooMany", MostKeys);
            var secret = ApiSecret.New();
            var row = new ApiKeyRow
            {
                Id = Guid.CreateVersion7(), OrganizationId = session.Organization.Id, Name = name, Scopes = ApiScopes.Write(wish.Scopes), Hash = ApiSecret.HashOf(secret), Hint = ApiSecret.HintOf(secret),
                Created = session.Now, CreatedBy = actor.Id, Expires = wish.LastDay is { } day ? session.Organization.Calendar.EndOf(day) : null,
            };
            session.Db.ApiKeys.Add(row);
            session.Audit("ApiKey.Added", Subject(row.Id), after: new { row.Name, row.Scopes, row.Hint, row.Expires });
            return new ShownSecret(row.Id, row.Name, secret);
        }, cancel);

    /// <summary>A new secret; the one before it works for so many hours more, the one before that no longer. Refused: <c>ApiKeyUnknown</c>, <c>ApiKeyOver</c>, <c>ApiKeyOverlap</c>, <c>ApiKeyScopeBeyond</c>.</summary>
    public Task<Outcome<ShownSecret>> RotateAsync(Actor actor, Guid id, int overlapHours, CancellationToken cancel) =>
        ChangeAsync<ShownSecret>(actor, id, (session, row) =>
        {
            if (!Overlaps.Contains(overlapHours)) return Done<ShownSecret>(new Refused("ApiKeyOverlap"));
            // Whoever sees the new secret may use it
            if (!MayGive(actor, ApiScopes.Read(row.Scopes))) return Done<ShownSecret>(new Refused("ApiKeyScopeBeyond"));
            var (secret, before) = (ApiSecret.New(), new { row.Hint, row.PreviousUntil });
            (row.PreviousHash, row.PreviousUntil) = overlapHours == 0 ? ((byte[]?)null, (DateTime?)null) : (row.Hash, session.Now.AddHours(overlapHours));
            (row.Hash, row.Hint) = (ApiSecret.HashOf(secret), ApiSecret.HintOf(secret));
            session.Audit("ApiKey.Rotated", Subject(id), before, new { row.Hint, row.PreviousUntil });
            return Done<ShownSecret>(new ShownSecret(id, row.Name, secret));
        }, cancel);

    /// <summary>From now on neither secret works. Refused: <c>ApiKeyUnknown</c>, <c>ApiKeyOver</c>.</summary>
    public Task<Outcome<string>> RevokeAsync(Actor actor, Guid id, CancellationToken cancel) =>
        ChangeAsync<string>(actor, id, (session, row) =>
        {
            row.Revoked = session.Now;
            (row.PreviousHash, row.PreviousUntil) = (null, null);
            session.Audit("ApiKey.Revoked", Subject(id), new { row.Name, row.Scopes, row.Hint }, new { row.Revoked });
            return Done<string>(row.Name);
        }, cancel);

    /// <summary>Refused: <c>ApiKeyUnknown</c>, <c>ApiKeyOver</c>, and as a name is at adding.</summary>
    public Task<Outcome<string>> RenameAsync(Actor actor, Guid id, string name, CancellationToken cancel) =>
        ChangeAsync<string>(actor, id, async (session, row) =>
        {
            name = name.Trim();
            if (await NameFaultAsync(session, name, id, cancel) is { } fault) return fault;
            if (row.Name == name) return Outcome<string>.Replay(name);
            session.Audit("ApiKey.Renamed", Subject(id), new { row.Name }, new { Name = name });
            row.Name = name;
            return name;
        }, cancel);

    private Task<Outcome<T>> ChangeAsync<T>(Actor actor, Guid id, Func<LedgerSession, ApiKeyRow, Task<Outcome<T>>> deed, CancellationToken cancel) =>
        writer.WriteAsync<T>(actor, Permission.ChangeApiKeys, async session =>
        {
            if (await session.Db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id, cancel) is not { } row) return new Refused("ApiKeyUnknown");
            return ApiKeyReader.StateOf(row, session.Now) == ApiKeyState.Active ? await deed(session, row) : new Refused("ApiKeyOver");
        }, cancel);

    /// <summary>Two keys that work have two names, or nobody would know which one to revoke.</summary>
    private static async Task<Refused?> NameFaultAsync(LedgerSession session, string name, Guid? own, CancellationToken cancel)
    {
        if (name.Length == 0) return new("ApiKeyNameMissing");
        if (name.Length > LongestName) return new("ApiKeyNameTooLong", LongestName);
        return await session.Db.ApiKeys.AnyAsync(k => k.Revoked == null && k.Name == name && k.Id != own, cancel) ? new("ApiKeyNameTaken") : null;
    }

    /// <summary>The actor holds all that these scopes give.</summary>
    public static bool MayGive(Actor actor, IEnumerable<ApiScope> scopes) => ApiScopes.PermissionsOf(scopes).All(actor.May);

    private static Task<Outcome<T>> Done<T>(Outcome<T> outcome) => Task.FromResult(outcome);

    private static string Subject(Guid id) => $"{ApiKeyDoor.ActorPrefix}{id}";
}
