using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CommsCredits.Web.Security;

/// <summary>
/// How the portal proves to the issuer that it is the registered application: with a secret, or with a certificate (<c>AzureAd:ClientCertificates</c>, loaded by Microsoft.Identity.Web), by which it
/// signs a short-lived assertion (RFC 7523). A certificate comes first where both are there.
/// </summary>
public sealed class ClientProof(IOptionsMonitor<MicrosoftIdentityOptions> identity)
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private readonly Lock _lock = new();
    private X509Certificate2? _certificate;

    public void Put(OpenIdConnectMessage request, string clientId, string? secret, string tokenEndpoint)
    {
        request.ClientId = clientId;
        if (Certificate() is not { } certificate)
        {
            request.ClientSecret = secret;
            return;
        }
        request.ClientSecret = null;
        request.ClientAssertionType = JwtBearer;
        request.ClientAssertion = Assertion(certificate, clientId, tokenEndpoint);
    }

    /// <summary>When the certificate runs out (UTC); null where there is none. Throws where there should be one that cannot be read.</summary>
    public DateTime? CertificateEnds => Certificate()?.NotAfter.ToUniversalTime();

    private X509Certificate2? Certificate()
    {
        var described = identity.Get(Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectDefaults.AuthenticationScheme).ClientCertificates?.ToList();
        if (described is not { Count: > 0 }) return null;
        lock (_lock) return _certificate ??= DefaultCertificateLoader.LoadFirstCertificate(described);
    }

    private static string Assertion(X509Certificate2 certificate, string clientId, string tokenEndpoint)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Audience = tokenEndpoint, Issuer = clientId, IssuedAt = now, NotBefore = now, Expires = now.AddMinutes(5), SigningCredentials = new X509SigningCredentials(certificate),
            Claims = new Dictionary<string, object> { ["sub"] = clientId, ["jti"] = Guid.NewGuid().ToString("N") },
        });
    }
}
