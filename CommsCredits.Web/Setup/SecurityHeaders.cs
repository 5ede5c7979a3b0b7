using Microsoft.AspNetCore.StaticAssets;

namespace CommsCredits.Web.Setup;

/// <summary>What the browser may do with our pages.</summary>
public static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        var policy = Policy(app.Configuration["AzureAd:Instance"]);
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = headers["Cross-Origin-Resource-Policy"] = "same-origin";
            // Files of the program say themselves for how long they are good
            if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null) headers.CacheControl = "no-store";
            return next(context);
        });
    }

    /// <summary>
    /// Scripts come only from our files: we have no inline script, and leave out Blazor's <c>ImportMap</c>, the one that would need a nonce,
    /// because nothing here imports modules by name. MudBlazor writes style attributes and its theme as a style element, hence
    /// <c>'unsafe-inline'</c> for styles. Signing out posts a form that is redirected to the issuer, hence its origin in form-action.
    /// </summary>
    private static string Policy(string? issuer)
    {
        var origin = Uri.TryCreate(issuer, UriKind.Absolute, out var uri) ? " " + uri.GetLeftPart(UriPartial.Authority) : "";
        return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
            $"form-action 'self'{origin}; base-uri 'self'; object-src 'none'; frame-ancestors 'none'";
    }
}
