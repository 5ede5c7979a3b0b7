using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CommsCredits.Web.DevelopmentSignIn;

/// <summary>What a code stands for until it is redeemed.</summary>
public sealed record Grant(string RedirectUri, string Challenge, string? Nonce, DevelopmentPerson Person, DateTimeOffset Until)
{
    /// <summary>When the person chose who they are.</summary>
    public required DateTimeOffset Chosen { get; init; }
}

/// <summary>Codes that were given and not redeemed: each works once, for one minute, with its own verifier (RFC 7636).</summary>
public sealed class Grants(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Grant> _open = new();
    private readonly ConcurrentDictionary<string, Grant> _refresh = new();

    public string Give(string redirectUri, string challenge, string? nonce, DevelopmentPerson person)
    {
        var code = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        _open[code] = new(redirectUri, challenge, nonce, person, clock.GetUtcNow().AddMinutes(1)) { Chosen = clock.GetUtcNow() };
        return code;
    }

    /// <summary>A token by which the grant is used again later; each works once and is followed by another.</summary>
    public string Keep(Grant grant)
    {
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        _refresh[token] = grant;
        return token;
    }

    public Grant? Again(string refreshToken) => _refresh.TryRemove(refreshToken, out var grant) ? grant : null;

    public Grant? Redeem(string code, string redirectUri, string verifier) =>
        _open.TryRemove(code, out var grant) && grant.Until >= clock.GetUtcNow() && grant.RedirectUri == redirectUri && grant.Challenge == ChallengeOf(verifier)
            ? grant
            : null;

    private static string ChallengeOf(string verifier) => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
