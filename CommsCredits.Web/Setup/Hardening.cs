using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using CommsCredits.Web.Api;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CommsCredits.Web.Setup;

/// <summary>What keeps a caller from taking more than their share, and from passing for somebody else: limits, cookies, proxies, origins.</summary>
public static class Hardening
{
    private const string Hub = "/_blazor";

    public static void AddHardening(this WebApplicationBuilder builder)
    {
        var settings = HostSettings.Of(builder.Configuration);
        var api = ApiSettings.Of(builder.Configuration);
        builder.Services.AddSingleton(settings).AddSingleton<OverLimit>().AddSingleton<ReadTurns>();
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.LargestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1_024, gracePeriod: TimeSpan.FromSeconds(10));
            kestrel.Limits.MaxRequestHeadersTotalSize = 24_576;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = settings.KnownProxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // Host names are looked at before this, so the forwarded one is looked at here
            forwarded.AllowedHosts = [.. (builder.Configuration["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var network in settings.Networks) forwarded.KnownIPNetworks.Add(network);
        });
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.Configure<AntiforgeryOptions>(antiforgery =>
        {
            antiforgery.Cookie.Name = builder.Environment.IsDevelopment() ? "cc-form" : "__Host-cc-form";
            antiforgery.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            antiforgery.Cookie.Path = "/";
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        // A page that lost its connection is kept for as long as its form is worth keeping; a flood of them is not.
        builder.Services.Configure<CircuitOptions>(circuit => (circuit.DisconnectedCircuitMaxRetained, circuit.DisconnectedCircuitRetentionPeriod) = (50, TimeSpan.FromMinutes(3)));
        // A request that does not fit is the caller's mistake in Development too: answered 400, nothing for the log.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, settings, api));
            limiter.OnRejected = async (context, cancel) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
                context.HttpContext.RequestServices.GetRequiredService<OverLimit>().Tell(CallerOf(context.HttpContext), context.HttpContext.Request.Path);
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                if (!context.HttpContext.Request.Path.StartsWithSegments("/api")) await SayAsync(context.HttpContext, "Too many requests. Try again in a minute.", cancel);
            };
        });
    }

    /// <summary>Before anything reads an address or a scheme.</summary>
    public static void UseKnownProxies(this WebApplication app) => app.UseForwardedHeaders();

    /// <summary>After the sign-in is known.</summary>
    public static void UseLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        app.Use(TakeTurnAsync);
        app.Use(async (http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments(Hub) || IsOwnOrigin(http.Request)) await next(http);
            else
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await SayAsync(http, "Forbidden.", http.RequestAborted);
            }
        });
    }

    /// <summary>What reads much waits for its turn, and is refused where too many of the same caller wait.</summary>
    private static async Task TakeTurnAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ReadsMuch>() is null)
        {
            await next(http);
            return;
        }
        IDisposable? turn = null;
        try
        {
            turn = await http.RequestServices.GetRequiredService<ReadTurns>().EnterAsync(CallerOf(http), http.RequestAborted);
        }
        catch (TooBusyException)
        {
            http.RequestServices.GetRequiredService<OverLimit>().Tell(CallerOf(http), http.Request.Path);
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = "10";
            if (!http.Request.Path.StartsWithSegments("/api")) await SayAsync(http, "Too many searches and exports at the same time. Try again in a moment.", http.RequestAborted);
            return;
        }
        using (turn) await next(http);
    }

    /// <summary>A word of its own: the page for unknown addresses is not for this, and would answer with a sign-in.</summary>
    private static Task SayAsync(HttpContext http, string text, CancellationToken cancel)
    {
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, cancel);
    }

    /// <summary>
    /// A page of another site may open a web socket here, and the browser sends the cookie along: the origin is all that tells it from ours. Programs that are no browsers send none; they have no cookie of a
    /// person either.
    /// </summary>
    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is not [{ Length: > 0 } origin] || Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme == request.Scheme && from.Authority == Authority(request);

    private static string Authority(HttpRequest request) => new Uri($"{request.Scheme}://{request.Host}").Authority;

    private static RateLimitPartition<string> PartitionOf(HttpContext http, HostSettings settings, ApiSettings api)
    {
        // Files that never change are cached and cost nothing; what a page does on its connection is no request.
        if (http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null) return RateLimitPartition.GetNoLimiter("files");
        var address = AddressOf(http);
        if (http.Request.Path.StartsWithSegments("/signin") || http.Request.Path.StartsWithSegments("/signin-again")) return Fixed("sign-in " + address, settings.SignInsPerAddress);
        if (ApiCallerIdentity.Of(http.User) is { } caller) return Fixed(caller.Actor.Id, api.RequestsPerKey);
        // The connection of a page lasts as long as the page is open
        if (http.Request.Path == Hub) return Open("pages " + (SignedInPerson.From(http.User)?.ActorId ?? address), settings.PagesPerPerson);
        return SignedInPerson.From(http.User) is { } person ? Fixed(person.ActorId, settings.RequestsPerPerson) : Fixed("address " + address, settings.RequestsPerAddress);
    }

    private static RateLimitPartition<string> Open(string key, int permits) => RateLimitPartition.GetConcurrencyLimiter(key, _ => new() { PermitLimit = permits, QueueLimit = 0 });

    private static RateLimitPartition<string> Fixed(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    /// <summary>Ids alone: an address is somebody's.</summary>
    private static string CallerOf(HttpContext http) => ApiCallerIdentity.Of(http.User)?.Actor.Id ?? SignedInPerson.From(http.User)?.ActorId ?? "somebody who is not signed in";

    /// <summary>One household has a network of addresses in version 6: its /64 counts as one caller.</summary>
    private static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.GetAddressBytes() is { Length: 16 } bytes ? Convert.ToHexString(bytes.AsSpan(0, 8)) : address.ToString();
    }
}
