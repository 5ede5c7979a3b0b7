using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CommsCredits.Web.DevelopmentSignIn;

/// <summary>Signs id tokens with a key that lives as long as the process, with the claims of Entra ID's version 2.0.</summary>
public sealed class TokenMaker(DevelopmentSettings settings, TimeProvider clock)
{
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    public object Keys()
    {
        var key = _key.Rsa.ExportParameters(false);
        return new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = _key.KeyId, n = WebEncoders.Base64UrlEncode(key.Modulus!), e = WebEncoders.Base64UrlEncode(key.Exponent!) } } };
    }

    public string IdToken(string issuer, Grant grant)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var person = grant.Person;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = settings.ClientId,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(1),
            SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(settings.ClientId + person.Oid))),
                ["oid"] = person.Oid.ToString("D"),
                ["tid"] = person.TenantId.ToString("D"),
                ["ver"] = "2.0",
                ["name"] = person.Name,
                ["preferred_username"] = person.Login,
                ["roles"] = person.Roles,
                ["nonce"] = grant.Nonce ?? "",
                ["auth_time"] = grant.Chosen.ToUnixTimeSeconds(),
            },
        });
    }
}
