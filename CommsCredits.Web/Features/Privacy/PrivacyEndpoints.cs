using CommsCredits.Domain;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Features.Privacy;

/// <summary><c>GET /privacy/person.json?id=</c>: what is kept about one person.</summary>
public static class PrivacyEndpoints
{
    public static void MapPrivacy(this WebApplication app) =>
        app.MapGet("/privacy/person.json", async (string? id, HttpContext http, PrivacyOperations operations, TenantDirectory tenants, CancellationToken cancel) =>
        {
            if (await CurrentActor.ActorOfAsync(http.User, tenants, cancel) is not { } actor || await operations.ExportAsync(actor, id ?? "", cancel) is not { } file) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(file, "application/json", "person.json");
        }).WithMetadata(ReadsMuch.Instance).RequireAuthorization(nameof(Permission.ErasePeople));
}
