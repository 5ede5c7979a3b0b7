using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;

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
public sealed class FaultLog(ILogger<FaultLog> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
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
    }
}
