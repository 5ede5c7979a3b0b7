using System.Text;
using CommsCredits.Domain;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Features.Ledger;

/// <summary><c>GET /ledger.csv?from=&amp;to=&amp;kind=&amp;lot=&amp;min=</c>: the entries that the page with the same address shows, oldest first, with every field.</summary>
public static class LedgerEndpoints
{
    public static void MapLedger(this WebApplication app) =>
        app.MapGet("/ledger.csv", async (string? from, string? to, string? kind, string? lot, string? min, HttpContext http, LedgerExport export, TenantDirectory tenants, CancellationToken cancel) =>
        {
            if (await CurrentActor.ActorOfAsync(http.User, tenants, cancel) is not { } actor) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            return Results.Stream(async stream =>
            {
                await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                await export.WriteAsync(actor, ExportFormat.Csv, LedgerFilter.Of(from, to, kind, lot, min), text, cancel);
            }, "text/csv; charset=utf-8", "ledger.csv");
        }).WithMetadata(ReadsMuch.Instance).RequireAuthorization(nameof(Permission.SeeLedger));
}
