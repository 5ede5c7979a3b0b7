using CommsCredits.Domain;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Authorization;

namespace CommsCredits.Web.Api;

/// <summary>What a key must have been given for an endpoint.</summary>
public sealed record ScopeNeeded(ApiScope Scope)
{
    /// <summary>As the document and the help name it.</summary>
    public string Name => Scope.ToString().ToLowerInvariant();
}

/// <summary>Deny by default: an endpoint of the API that says no scope is refused to every key.</summary>
public static class ApiAuthorization
{
    public const string Policy = "Api", DocumentPolicy = "ApiDocument";

    public static void AddApi(this AuthorizationOptions options)
    {
        options.AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.SchemeName).RequireAuthenticatedUser().RequireAssertion(IsGiven));
        options.AddPolicy(DocumentPolicy, policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.SchemeName).RequireAuthenticatedUser());
    }

    /// <summary>Demands the scope, and says in the document what any such endpoint may answer.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, ApiScope scope)
    {
        endpoint.WithMetadata(new ScopeNeeded(scope));
        foreach (var problem in new[] { ApiProblem.KeyNotAccepted, ApiProblem.ScopeMissing, ApiProblem.TooManyRequests, ApiProblem.Fault, ApiProblem.StorageTrouble }) endpoint.MayAnswer(problem);
        return endpoint;
    }

    public static RouteHandlerBuilder MayAnswer(this RouteHandlerBuilder endpoint, ApiProblem problem) => endpoint.Produces<ProblemAnswer>(problem.Status, ProblemAnswer.MediaType);

    private static bool IsGiven(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && http.GetEndpoint()?.Metadata.GetMetadata<ScopeNeeded>() is { } needed && ApiCallerIdentity.Of(context.User)?.Scopes.Contains(needed.Scope) == true;
}
