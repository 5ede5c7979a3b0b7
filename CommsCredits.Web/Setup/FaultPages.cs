using System.Globalization;
using System.Security.Cryptography;
using CommsCredits.Web.Data;
using CommsCredits.Web.Resources;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Setup;

/// <summary>Every fault has a short reference that the person sees and the log has.</summary>
public static class FaultReference
{
    public const string Item = "FaultReference";

    /// <summary>Like <c>7F3A-91C2</c>: short enough to read out, and the log line has the rest.</summary>
    public static string New()
    {
        var hex = RandomNumberGenerator.GetHexString(8);
        return $"{hex[..4]}-{hex[4..]}";
    }
}

/// <summary>Logs a fault of an HTTP request under its reference; the page <c>/error</c> shows it. Faults in circuits go to FaultBoundary.</summary>
public sealed class FaultLog(DatabaseFile file, ILogger<FaultLog> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        file.Report(exception);
        var reference = FaultReference.New();
        httpContext.Items[FaultReference.Item] = reference;
        log.LogError(exception, "Fault {Reference} at {Path}", reference, httpContext.Request.Path);
        return ValueTask.FromResult(false);
    }
}

public static class FaultPages
{
    public static void UseFaultPages(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        // A page cannot stand in for a form that was refused: it would read the form once more, and fail at it.
        app.Use(async (http, next) =>
        {
            var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
            if (!isRead && http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            await next(http);
            if (!isRead && http.Response is { HasStarted: false, StatusCode: >= 400 and < 600, ContentLength: null, ContentType: null }) await SayAsync(http);
        });
    }

    private static Task SayAsync(HttpContext http)
    {
        if (http.Features.Get<IRequestCultureFeature>() is { RequestCulture: var culture }) (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture.Culture, culture.UICulture);
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<PortalTexts>>();
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(texts[http.Response.StatusCode == StatusCodes.Status400BadRequest ? "Fault_FormOld" : "Fault_FormRefused"], http.RequestAborted);
    }
}
