using System.Security.Claims;
using System.Security.Cryptography;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Security;

/// <summary>One of a person's sessions, as the account page lists them.</summary>
public sealed record SessionView(Guid Id, DateTime Started, DateTime Renewed, DateTime Expires);

/// <summary>
/// Where sessions are kept: the cookie is a random key, what it stands for is a row here. So a session can be ended from elsewhere, a refresh token never leaves the server, and whoever reads the
/// database can use neither: keys are hashed, tickets protected. Times are the machine's, never the portal's (R15).
/// </summary>
public sealed class Sessions(Database database, WriteGate gate, IDataProtectionProvider protection) : ITicketStore
{
    private readonly IDataProtector _protector = protection.CreateProtector("CommsCredits.Sessions");

    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, CancellationToken.None);

    public async Task<string> StoreAsync(AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var person = SignedInPerson.From(ticket.Principal);
        await WriteAsync(async db =>
        {
            await db.Sessions.Where(s => s.Expires < now).ExecuteDeleteAsync(cancellationToken);
            db.Sessions.Add(new()
            {
                KeyHash = HashOf(key), Id = IdOf(ticket.Principal) ?? Guid.CreateVersion7(), TenantId = person?.TenantId ?? Guid.Empty, PersonId = person?.ActorId ?? "",
                Ticket = Protect(ticket), Started = now, Renewed = now, Expires = ticket.Properties.ExpiresUtc?.UtcDateTime ?? now,
            });
        }, cancellationToken);
        return key;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => RenewAsync(key, ticket, CancellationToken.None);

    public async Task RenewAsync(string key, AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        var hash = HashOf(key);
        await WriteAsync(async db =>
        {
            if (await db.Sessions.SingleOrDefaultAsync(s => s.KeyHash == hash, cancellationToken) is { } row) row.Ticket = Protect(ticket);
        }, cancellationToken);
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, CancellationToken.None);

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, CancellationToken cancellationToken)
    {
        var hash = HashOf(key);
        await using var db = database.Server();
        return await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.KeyHash == hash, cancellationToken) is { } row && row.Expires > TimeProvider.System.GetUtcNow().UtcDateTime ? Read(row) : null;
    }

    public Task RemoveAsync(string key) => RemoveAsync(key, CancellationToken.None);

    public async Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        var hash = HashOf(key);
        await WriteAsync(db => db.Sessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    /// <summary>The session's row and what it holds; null where it has ended.</summary>
    internal async Task<(SessionRow Row, AuthenticationTicket Ticket)?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = database.Server();
        return await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel) is { } row && row.Expires > TimeProvider.System.GetUtcNow().UtcDateTime && Read(row) is { } ticket ? (row, ticket) : null;
    }

    /// <summary>Keeps what the issuer has said now; false where the session has ended meanwhile.</summary>
    internal async Task<bool> KeepAsync(Guid id, AuthenticationTicket ticket, DateTime renewed, CancellationToken cancel)
    {
        var kept = false;
        await WriteAsync(async db =>
        {
            if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } row) return;
            (row.Ticket, row.Renewed, kept) = (Protect(ticket), renewed, true);
        }, cancel);
        return kept;
    }

    /// <summary>Ends the session with this id, whoever's it is: for the sign-in that takes its place and for the issuer's refusal, which know it from the session itself.</summary>
    internal Task EndAsync(Guid id, CancellationToken cancel) => WriteAsync(db => db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync(cancel), cancel);

    /// <summary>Ends all sessions of a person, or the one with this id if it is theirs. How many ended.</summary>
    /// <param name="tenantId">The person's directory: an object id means somebody only together with it (R14.1).</param>
    public async Task<int> EndAsync(Guid tenantId, string personId, Guid? id, CancellationToken cancel)
    {
        var ended = 0;
        await WriteAsync(async db => ended = await EndAsync(db, tenantId, personId, id, cancel), cancel);
        return ended;
    }

    /// <summary>The same inside a write that is under way.</summary>
    internal static Task<int> EndAsync(CommsCreditsDb db, Guid tenantId, string personId, Guid? id, CancellationToken cancel) =>
        db.Sessions.Where(s => s.TenantId == tenantId && s.PersonId == personId && (id == null || s.Id == id)).ExecuteDeleteAsync(cancel);

    /// <summary>The sessions that a person of this directory has now, the newest first.</summary>
    public async Task<IReadOnlyList<SessionView>> OfAsync(Guid tenantId, string personId, CancellationToken cancel)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var db = database.Server();
        return await db.Sessions.AsNoTracking().Where(s => s.TenantId == tenantId && s.PersonId == personId && s.Expires > now).OrderByDescending(s => s.Started)
            .Select(s => new SessionView(s.Id, s.Started, s.Renewed, s.Expires)).ToListAsync(cancel);
    }

    public static Guid? IdOf(ClaimsPrincipal principal) => Guid.TryParseExact(principal.FindFirstValue(RoleMap.Session), "N", out var id) ? id : null;

    private async Task WriteAsync(Func<CommsCreditsDb, Task> deed, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = database.Server();
        await deed(db);
        await db.SaveChangesAsync(cancel);
    }

    private byte[] Protect(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    /// <summary>A ticket of keys that are gone is no session.</summary>
    private AuthenticationTicket? Read(SessionRow row)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(_protector.Unprotect(row.Ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] HashOf(string key) => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(key));
}
