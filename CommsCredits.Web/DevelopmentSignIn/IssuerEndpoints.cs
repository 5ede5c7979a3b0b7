using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CommsCredits.Web.DevelopmentSignIn;

/// <summary>The five endpoints of the protocol. Only the code flow with PKCE (S256), form_post and a client secret is spoken, and tokens of the application's own, which open nothing.</summary>
public sealed class IssuerEndpoints(DevelopmentSettings settings, Func<IReadOnlyList<DevelopmentPerson>> people, Grants grants, TokenMaker tokens)
{
    public void Map(RouteGroupBuilder group)
    {
        group.MapGet("/v2.0/.well-known/openid-configuration", (HttpRequest request) => Metadata(Root(request)));
        group.MapGet("/discovery/v2.0/keys", tokens.Keys);
        group.MapGet("/oauth2/v2.0/authorize", (HttpRequest request) => Authorize(name => request.Query[name]));
        group.MapPost("/oauth2/v2.0/authorize", async (HttpRequest request, CancellationToken cancel) =>
        {
            var form = await request.ReadFormAsync(cancel);
            return Authorize(name => form[name]);
        });
        group.MapPost("/oauth2/v2.0/token", async (HttpRequest request, CancellationToken cancel) => Token(Root(request), await request.ReadFormAsync(cancel)));
        group.MapGet("/oauth2/v2.0/logout", (HttpRequest request) =>
            Uri.TryCreate(request.Query["post_logout_redirect_uri"], UriKind.Absolute, out var back) && back.IsLoopback
                ? Results.Redirect(QueryHelpers.AddQueryString(back.AbsoluteUri, "state", request.Query["state"].ToString()))
                : Results.Ok());
        group.MapGet("/continue.js", () => Results.Text("document.forms[0].submit();", "text/javascript"));
    }

    private string Root(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}{DevelopmentIssuer.Prefix}/{settings.TenantId:D}";

    private static Dictionary<string, object> Metadata(string root) => new()
    {
        ["issuer"] = root + "/v2.0",
        ["authorization_endpoint"] = root + "/oauth2/v2.0/authorize",
        ["token_endpoint"] = root + "/oauth2/v2.0/token",
        ["end_session_endpoint"] = root + "/oauth2/v2.0/logout",
        ["jwks_uri"] = root + "/discovery/v2.0/keys",
        ["response_types_supported"] = new[] { "code" },
        ["response_modes_supported"] = new[] { "form_post" },
        ["subject_types_supported"] = new[] { "pairwise" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["code_challenge_methods_supported"] = new[] { "S256" },
        ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_post" },
        ["scopes_supported"] = new[] { "openid", "profile", "email", "offline_access" },
    };

    private IResult Authorize(Func<string, string?> get)
    {
        if (get("client_id") != settings.ClientId || get("response_type") != "code" || get("code_challenge_method") != "S256" || get("code_challenge") is not { Length: > 0 } challenge
            || !Uri.TryCreate(get("redirect_uri"), UriKind.Absolute, out var back) || !back.IsLoopback)
            return Results.Text("invalid_request", statusCode: StatusCodes.Status400BadRequest);
        if (people().FirstOrDefault(p => p.Login == get("login")) is not { } person)
            return Results.Content(SignInPage.Choose(settings, get), "text/html; charset=utf-8");
        var code = grants.Give(back.AbsoluteUri, challenge, get("nonce"), person);
        return Results.Content(SignInPage.Continue($"{DevelopmentIssuer.Prefix}/{settings.TenantId:D}/continue.js", back.AbsoluteUri, code, get("state")), "text/html; charset=utf-8");
    }

    private IResult Token(string root, IFormCollection form)
    {
        if (form["client_id"] != settings.ClientId || !SameSecret(form["client_secret"].ToString())) return Error("invalid_client");
        if (form["grant_type"] == "client_credentials") return Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24)) });
        var grant = form["grant_type"].ToString() switch
        {
            "authorization_code" => grants.Redeem(form["code"].ToString(), form["redirect_uri"].ToString(), form["code_verifier"].ToString()),
            "refresh_token" => grants.Again(form["refresh_token"].ToString()),
            _ => null,
        };
        // As a directory does it: whoever was taken out of it gets no more tokens, and roles are those of now.
        if (grant is null || people().FirstOrDefault(p => p.Oid == grant.Person.Oid) is not { } person) return Error("invalid_grant");
        grant = grant with { Person = person };
        return Results.Json(new
        {
            token_type = "Bearer",
            expires_in = 3600,
            scope = "openid profile offline_access",
            refresh_token = grants.Keep(grant),
            id_token = tokens.IdToken(root + "/v2.0", grant),
            access_token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24)),
        });
    }

    private bool SameSecret(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(settings.ClientSecret));

    private static IResult Error(string code) => Results.Json(new { error = code }, statusCode: StatusCodes.Status400BadRequest);
}
