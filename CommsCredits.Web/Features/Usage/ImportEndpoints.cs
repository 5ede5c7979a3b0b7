using System.Text;
using CommsCredits.Domain;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Features.Usage;

/// <summary><c>GET /usage/imports/{id}/unreadable.csv</c>: the lines that could not be read, as they were, for whoever made the file.</summary>
public static class ImportEndpoints
{
    public static void MapImports(this WebApplication app) =>
        app.MapGet("/usage/imports/{id:guid}/unreadable.csv", async (Guid id, HttpContext http, ImportsReader reader, TenantDirectory tenants, CancellationToken cancel) =>
        {
            if (await CurrentActor.ActorOfAsync(http.User, tenants, cancel) is not { } actor || await reader.UnreadableAsync(actor, id, cancel) is not { } lines) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(UnreadableFile.Of(lines))).ToArray(), "text/csv", "unreadable.csv");
        }).RequireAuthorization(nameof(Permission.SeeUsage));
}
