using CommsCredits.Domain;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// Whether who began a deed may still do it when it is written: between the request's first byte and its last, or on a page that is open, a key may be revoked and a session ended (R14.2). Asked inside the
/// transaction, so that the one or the other comes first.
/// </summary>
internal static class Standing
{
    /// <summary>How an actor's id begins that is a key.</summary>
    public const string KeyPrefix = "apikey:";

    /// <param name="now">The portal's time, by which keys end; sessions end by the machine's (R15).</param>
    public static Task<bool> HoldsAsync(CommsCreditsDb db, Actor actor, Permission permission, DateTime now, CancellationToken cancel) => actor switch
    {
        { Kind: ActorKind.ApiKey } => KeyHoldsAsync(db, actor, permission, now, cancel),
        { Kind: ActorKind.Person, Session: { } session } => SessionHoldsAsync(db, session, cancel),
        _ => Task.FromResult(true),
    };

    /// <summary>What a key gives now: the permissions of its scopes that whoever made it still has, as far as the directory has said so. Nobody's roles are known of the command line, and of people who have not signed in since roles are kept.</summary>
    public static async Task<IReadOnlySet<Permission>> PermissionsOfAsync(CommsCreditsDb db, ApiKeyRow key, CancellationToken cancel)
    {
        var given = ApiScopes.PermissionsOf(ApiScopes.Read(key.Scopes));
        var roles = await db.People.IgnoreQueryFilters().Where(p => p.OrganizationId == key.OrganizationId && p.Id == key.CreatedBy).Select(p => p.Roles).SingleOrDefaultAsync(cancel);
        return roles is null ? given : given.Intersect(Roles.PermissionsOf(roles.Split(' '))).ToHashSet();
    }

    private static async Task<bool> KeyHoldsAsync(CommsCreditsDb db, Actor actor, Permission permission, DateTime now, CancellationToken cancel) =>
        actor.Id.StartsWith(KeyPrefix, StringComparison.Ordinal) && Guid.TryParse(actor.Id.AsSpan(KeyPrefix.Length), out var id)
        && await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id, cancel) is { Revoked: null } key && !(key.Expires <= now)
        && (await PermissionsOfAsync(db, key, cancel)).Contains(permission);

    private static Task<bool> SessionHoldsAsync(CommsCreditsDb db, Guid session, CancellationToken cancel)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return db.Sessions.AnyAsync(s => s.Id == session && s.Expires > now, cancel);
    }
}
