using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Features.Statements;

/// <summary><c>GET /statements/2026-10.pdf</c>, <c>.xlsx</c>, <c>.csv</c>: the statement as a file, in the person's language or in the one asked for.</summary>
public static class StatementEndpoints
{
    public static void MapStatements(this WebApplication app, IReadOnlyList<CultureInfo> languages) =>
        app.MapGet("/statements/{month}.{extension}", async (string month, string extension, string? lang, HttpContext http, StatementPrinter printer, TenantDirectory tenants, CancellationToken cancel) =>
        {
            if (!Month.TryParse(month, out var asked) || StatementFormats.Of(extension) is not { } format || await CurrentActor.ActorOfAsync(http.User, tenants, cancel) is not { } actor) return Results.NotFound();
            var culture = languages.FirstOrDefault(c => c.Name == lang) ?? CultureInfo.CurrentUICulture;
            if (await printer.PrintAsync(actor, asked, format, culture, cancel) is not { } file) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(file, format.ContentType(), StatementPrinter.FileName(asked, format));
        }).RequireAuthorization(nameof(Permission.SeeStatements));
}
