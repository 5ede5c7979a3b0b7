using System.Security.Claims;

namespace CommsCredits.Web.Security;

/// <summary>The identity of a request that showed a key. It is no person: whatever asks for a person or for roles finds none.</summary>
public sealed class ApiCallerIdentity(ApiCaller caller) : ClaimsIdentity("ApiKey")
{
    public ApiCaller Caller { get; } = caller;

    /// <summary>Null for everybody else.</summary>
    public static ApiCaller? Of(ClaimsPrincipal principal) => (principal.Identity as ApiCallerIdentity)?.Caller;
}
