using CommsCredits.Web.Data;
using CommsCredits.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Setup;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can also read its database, and its jobs run. Neither says more than a word: they are open to whoever watches the server.</summary>
public static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous();
        app.MapGet("/readyz", async (Database database, JobRunner jobs, CancellationToken cancel) =>
            await CanReadAsync(database, cancel) && !jobs.IsSilent
                ? Results.Text("ready")
                : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
    }

    private static async Task<bool> CanReadAsync(Database database, CancellationToken cancel)
    {
        try
        {
            await using var db = database.Server();
            await db.Organizations.IgnoreQueryFilters().AnyAsync(cancel);
            return true;
        }
        catch (Exception fault) when (fault is Microsoft.Data.Sqlite.SqliteException or InvalidOperationException)
        {
            return false;
        }
    }
}
