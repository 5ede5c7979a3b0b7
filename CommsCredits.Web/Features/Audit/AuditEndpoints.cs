using System.Text;
using CommsCredits.Domain;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Features.Audit;

/// <summary><c>GET /audit.csv?from=&amp;to=&amp;who=&amp;thing=</c>: the rows that the page with the same address shows, oldest first, with every field.</summary>
public static class AuditEndpoints
{
    public static void MapAudit(this WebApplication app) =>
        app.MapGet("/audit.csv", async (string? from, string? to, string? who, string? thing, HttpContext http, AuditExport export, TenantDirectory tenants, CancellationToken cancel) =>
        {
            if (await CurrentActor.ActorOfAsync(http.User, tenants, cancel) is not { } actor) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            return Results.Stream(async stream =>
            {
                await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                await export.WriteAsync(actor, AuditFilter.Of(from, to, who, thing), text, cancel);
            }, "text/csv; charset=utf-8", "audit.csv");
        }).WithMetadata(ReadsMuch.Instance).RequireAuthorization(nameof(Permission.SeeAudit));
}
