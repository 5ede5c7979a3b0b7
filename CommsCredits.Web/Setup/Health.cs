namespace CommsCredits.Web.Setup;

/// <summary>
/// <c>/healthz</c>: the process answers. <c>/readyz</c>: it can also read its database, and its jobs run. Neither says more than a word: they are open to whoever watches the server. They are answered before anybody is asked
/// who they are, and outside every limit: else a crowd would make the watcher restart the portal.
/// </summary>
public static class Health
{
    private sealed class Mark;

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous().WithMetadata(new Mark());
        app.MapGet("/readyz", async (Readiness readiness) => await readiness.IsReadyAsync() ? Results.Text("ready") : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable))
            .AllowAnonymous().WithMetadata(new Mark());
    }

    /// <summary>Before authentication and limits.</summary>
    public static void UseHealth(this WebApplication app) =>
        app.Use((http, next) => http.GetEndpoint() is { RequestDelegate: { } answer } endpoint && endpoint.Metadata.GetMetadata<Mark>() is not null ? answer(http) : next(http));
}
