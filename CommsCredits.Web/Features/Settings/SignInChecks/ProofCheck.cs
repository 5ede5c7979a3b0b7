using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CommsCredits.Web.Features.Settings.SignInChecks;

/// <summary>Whether the issuer takes the portal for the registered application: it is asked for a token of the application's own, for which nobody signs in. Whatever comes is thrown away.</summary>
internal sealed class ProofCheck(ClientProof proof, AccessSettings access, IssuerProbe issuer)
{
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);

    public async Task<SignInFinding> RunAsync(OpenIdConnectOptions options, string tokenEndpoint, CancellationToken cancel)
    {
        var request = new OpenIdConnectMessage { GrantType = "client_credentials", Scope = new Uri(new Uri(access.GraphAddress), ".default").AbsoluteUri };
        DateTime? ends;
        try
        {
            ends = proof.CertificateEnds;
            if (ends < TimeProvider.System.GetUtcNow().UtcDateTime) return Wrong("CertificateEnded", DateOnly.FromDateTime(ends.Value));
            proof.Put(request, options.ClientId!, options.ClientSecret, tokenEndpoint);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return Wrong("CertificateUnreadable");
        }
        if (ends is null && string.IsNullOrEmpty(options.ClientSecret)) return Wrong("ProofMissing");
        var answer = await issuer.PostAsync(tokenEndpoint, request.Parameters.Where(p => p.Value is not null), cancel);
        if (!answer.IsGood) return Refused(answer);
        return ends is not { } last ? Fine("SecretFine")
            : last - TimeProvider.System.GetUtcNow().UtcDateTime < s_soon ? Look("CertificateEnds", DateOnly.FromDateTime(last)) : Fine("CertificateFine", DateOnly.FromDateTime(last));
    }

    /// <summary>The codes of Entra ID that somebody can do something about, then those of the protocol (RFC 6749, 5.2).</summary>
    private static SignInFinding Refused(IssuerAnswer answer) => answer switch
    {
        { Fault: { } fault } => Wrong(fault),
        { IsBusy: true } => Look("IssuerBusy"),
        _ => answer.ErrorCode switch
        {
            "AADSTS7000215" => Wrong("SecretWrong"),
            "AADSTS7000222" => Wrong("SecretExpired"),
            "AADSTS700016" or "AADSTS7000229" => Wrong("ApplicationUnknown"),
            "AADSTS7000112" => Wrong("ApplicationDisabled"),
            "AADSTS53003" => Look("ApplicationBlocked"),
            "AADSTS90002" or "AADSTS900023" => Wrong("TenantUnknown"),
            "AADSTS700027" => Wrong("CertificateUnknown"),
            "AADSTS700024" => Wrong("AssertionLate"),
            "AADSTS7000216" or "AADSTS7000218" => Wrong("ProofMissing"),
            "invalid_client" => Wrong("ClientRefused"),
            "unauthorized_client" or "unsupported_grant_type" or "invalid_grant" or "invalid_scope" or "invalid_request" => Look("ProofUntried", answer.ErrorCode),
            var other => Look("ProofOther", other),
        },
    };

    private static SignInFinding Fine(string code, params IReadOnlyList<object> figures) => new(SignInPart.Application, CheckState.Fine, code, figures);
    private static SignInFinding Look(string code, params IReadOnlyList<object> figures) => new(SignInPart.Application, CheckState.Look, code, figures);
    private static SignInFinding Wrong(string code, params IReadOnlyList<object> figures) => new(SignInPart.Application, CheckState.Wrong, code, figures);
}
