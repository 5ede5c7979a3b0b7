using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Features.Statements;

/// <summary><c>GET /statements/2026-10.pdf</c>: the printed statement in the person's language, or in the one asked for.</summary>
public static class StatementEndpoints
{
    public static void MapStatements(this WebApplication app, IReadOnlyList<CultureInfo> languages) =>
        app.MapGet("/statements/{month}.pdf", async (string month, string? lang, HttpContext http, StatementPrinter printer, TenantDirectory tenants, CancellationToken cancel) =>
        {
            if (!Month.TryParse(month, out var asked) || await CurrentActor.ActorOfAsync(http.User, tenants, cancel) is not { } actor) return Results.NotFound();
            var culture = languages.FirstOrDefault(c => c.Name == lang) ?? CultureInfo.CurrentUICulture;
            if (await printer.PrintAsync(actor, asked, culture, cancel) is not { } pdf) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(pdf, "application/pdf", StatementPrinter.FileName(asked));
        }).RequireAuthorization(nameof(Permission.SeeStatements));
}
