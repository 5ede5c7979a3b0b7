using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using CommsCredits.Web.Api;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;

namespace CommsCredits.Web.Setup;

/// <summary>What keeps a caller from taking more than their share, and from passing for somebody else: limits, cookies, proxies, origins.</summary>
public static class Hardening
{
    private const string Hub = "/_blazor";

    public static void AddHardening(this WebApplicationBuilder builder)
    {
        var settings = HostSettings.Of(builder.Configuration);
        var api = ApiSettings.Of(builder.Configuration);
        builder.Services.AddSingleton(settings).AddSingleton<OverLimit>().AddSingleton<UsedStates>().AddSingleton<Readiness>().AddSingleton<ReadTurns>();
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
            limiter.OnRejected = async (context, cancel) => await RefuseAsync(context.HttpContext, context.Lease, cancel);
        });
    }

    private static async Task RefuseAsync(HttpContext http, RateLimitLease lease, CancellationToken cancel)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        http.RequestServices.GetRequiredService<OverLimit>().Tell(CallerOf(http), http.Request.Path);
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (!http.Request.Path.StartsWithSegments("/api")) await SayAsync(http, "Too many requests. Try again in a minute.", cancel);
    }

    /// <summary>Before anything reads an address or a scheme. Behind a proxy that nobody named, all callers are one address and share its limits: the log says so at the start.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (app.Environment.IsDevelopment() || app.Services.GetRequiredService<HostSettings>().KnownProxies.Length > 0) return;
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            if (app.Urls.Count > 0 && app.Urls.All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { IsLoopback: true, Scheme: "http" }))
                app.Logger.LogWarning("The portal listens on this machine alone and Host:KnownProxies is empty: whoever comes through a proxy counts as one address, and shares its limits. Name the proxy, such as 127.0.0.1.");
        });
    }

    /// <summary>
    /// Before the sign-in is known: the addresses to which the issuer sends people back are answered inside the authentication, which no limit behind it reaches. As many of them a minute as sign-ins may be begun.
    /// </summary>
    public static void UseCallbackLimits(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<HostSettings>();
        PathString[] callbacks = [app.Configuration["AzureAd:CallbackPath"] ?? "/signin-oidc", app.Configuration["AzureAd:SignedOutCallbackPath"] ?? "/signout-callback-oidc"];
        var limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Fixed(AddressOf(http), settings.SignInsPerAddress));
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.Use(async (http, next) =>
        {
            if (!callbacks.Any(path => http.Request.Path.StartsWithSegments(path)))
            {
                await next(http);
                return;
            }
            using var lease = limiter.AttemptAcquire(http);
            if (lease.IsAcquired) await next(http);
            else await RefuseAsync(http, lease, http.RequestAborted);
        });
    }

    /// <summary>After the sign-in is known.</summary>
    public static void UseLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        app.Use(TakeTurnAsync);
        app.Use(async (http, next) =>
        {
            if (!IsForeignDownload(http)) await next(http);
            else
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await SayAsync(http, "Open this file from a page of the portal.", http.RequestAborted);
            }
        });
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

    /// <summary>A file is made for a person who asks for it, and leaves a line in the audit trail: a link of another site must not make them ask (the browser says where the link stands).</summary>
    private static bool IsForeignDownload(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && http.Request.Headers["Sec-Fetch-Site"] == "cross-site" && http.GetEndpoint()?.Metadata is { } endpoint && endpoint.GetMetadata<HttpMethodMetadata>() is not null
        && endpoint.GetMetadata<ComponentTypeMetadata>() is null && endpoint.GetMetadata<IAllowAnonymous>() is null && endpoint.GetMetadata<IAuthorizeData>() is not null && !http.Request.Path.StartsWithSegments("/api");

    private static RateLimitPartition<string> PartitionOf(HttpContext http, HostSettings settings, ApiSettings api)
    {
        // Files that never change are cached and cost nothing; what a page does on its connection is no request.
        if (http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null) return RateLimitPartition.GetNoLimiter("files");
        var address = AddressOf(http);
        if (http.Request.Path.StartsWithSegments("/signin") || http.Request.Path.StartsWithSegments("/signin-again")) return Fixed("sign-in " + address, settings.SignInsPerAddress);
        if (ApiCallerIdentity.Of(http.User) is { } caller) return Fixed(caller.Actor.Id, api.RequestsPerKey);
        // The connection of a page lasts as long as the page is open, however its address is written
        if (http.GetEndpoint()?.Metadata is { } endpoint && endpoint.GetMetadata<HubMetadata>() is not null && endpoint.GetMetadata<NegotiateMetadata>() is null)
            return Open("pages " + (PersonOf(http) ?? address), settings.PagesPerPerson);
        return PersonOf(http) is { } person ? Fixed(person, settings.RequestsPerPerson) : Fixed("address " + address, settings.RequestsPerAddress);
    }

    private static RateLimitPartition<string> Open(string key, int permits) => RateLimitPartition.GetConcurrencyLimiter(key, _ => new() { PermitLimit = permits, QueueLimit = 0 });

    private static RateLimitPartition<string> Fixed(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    /// <summary>An object id is somebody's only together with its directory.</summary>
    private static string? PersonOf(HttpContext http) => SignedInPerson.From(http.User) is { } person ? $"{person.TenantId} {person.ActorId}" : null;

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
