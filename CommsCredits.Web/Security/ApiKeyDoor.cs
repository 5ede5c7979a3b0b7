using System.Net;
using System.Security.Cryptography;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Security;

/// <summary>A program that has shown a key: who it acts as, what the key was given, and the currency of its organization, which never changes (R2.1).</summary>
public sealed record ApiCaller(Actor Actor, Guid KeyId, IReadOnlyList<ApiScope> Scopes, Currency Currency);

/// <summary>
/// Finds the key of a secret. A secret that is unknown, over, revoked or replaced is answered alike, with nothing. When a key was last used is written once a minute at most, without an audit row: it is
/// no deed, and reading would else be writing.
/// </summary>
public sealed class ApiKeyDoor(Database database, WriteGate gate, TimeProvider clock)
{
    private static readonly TimeSpan s_noteUseEvery = TimeSpan.FromMinutes(1);

    /// <summary>How an actor's id begins that is a key.</summary>
    public const string ActorPrefix = Standing.KeyPrefix;

    public async Task<ApiCaller?> FindAsync(string secret, IPAddress? from, CancellationToken cancel)
    {
        var hash = ApiSecret.HashOf(secret);
        var now = Instants.Cut(clock.GetUtcNow().UtcDateTime);
        await using var db = database.Server();
        var key = await db.ApiKeys.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash || k.PreviousHash == hash, cancel);
        if (key is null || !Opens(key, hash, now)) return null;
        var currency = await db.Organizations.IgnoreQueryFilters().Where(o => o.Id == key.OrganizationId).Select(o => o.Currency).SingleAsync(cancel);
        await NoteUseAsync(key, now, cancel);
        var scopes = ApiScopes.Read(key.Scopes);
        return new(new(key.OrganizationId, ActorPrefix + key.Id.ToString("D"), ActorKind.ApiKey, await Standing.PermissionsOfAsync(db, key, cancel)) { From = Address(from) }, key.Id, scopes, Currency.Of(currency));
    }

    /// <summary>The ends are exclusive: at that very instant the key, or the secret before the last rotation, is over.</summary>
    private static bool Opens(ApiKeyRow key, byte[] hash, DateTime now)
    {
        var isCurrent = CryptographicOperations.FixedTimeEquals(key.Hash, hash);
        var isPrevious = key.PreviousHash is { } previous && CryptographicOperations.FixedTimeEquals(previous, hash) && key.PreviousUntil > now;
        return (isCurrent || isPrevious) && key.Revoked is null && !(key.Expires <= now);
    }

    private async Task NoteUseAsync(ApiKeyRow key, DateTime now, CancellationToken cancel)
    {
        if (now - key.LastUsed < s_noteUseEvery) return;
        using var turn = await gate.EnterAsync(cancel);
        await using var db = database.Server();
        await db.ApiKeys.IgnoreQueryFilters().Where(k => k.Id == key.Id && (k.LastUsed == null || k.LastUsed < now)).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsed, now), cancel);
    }

    private static string? Address(IPAddress? from) => (from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from)?.ToString();
}
