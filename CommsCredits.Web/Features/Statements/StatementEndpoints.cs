using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Features.Statements;

/// <summary>
/// <c>GET /statements/2026-10.pdf</c>, <c>.xlsx</c>, <c>.csv</c>, likewise <c>2026-Q4</c>, <c>2026</c> and <c>2026-03..2026-11</c>: the statement as a file, in the person's language or in the one asked for; a PDF on A4, or
/// with <c>?paper=letter</c> on Letter.
/// </summary>
public static class StatementEndpoints
{
    public static void MapStatements(this WebApplication app, IReadOnlyList<CultureInfo> languages)
    {
        app.MapGet("/statements/{period}.{extension:alpha}", async (string period, string extension, string? lang, string? paper, HttpContext http, StatementPrinter printer, TenantDirectory tenants, CancellationToken cancel) =>
        {
            if (!MonthSpan.TryParse(period, out var asked) || StatementFormats.Of(extension) is not { } format || await CurrentActor.ActorOfAsync(http.User, tenants, cancel) is not { } actor) return Results.NotFound();
            var culture = languages.FirstOrDefault(c => c.Name == lang) ?? CultureInfo.CurrentUICulture;
            if (await printer.PrintAsync(actor, asked, format, culture, Paper.Named(paper), cancel) is not { } file) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(file, format.ContentType(), StatementPrinter.FileName(asked, format));
        }).WithMetadata(ReadsMuch.Instance).RequireAuthorization(nameof(Permission.SeeStatements));
        app.MapGet("/statements/{period}/people/{person}/calls.csv", async (string period, string person, string? lang, HttpContext http, PersonExport export, TenantDirectory tenants, CancellationToken cancel) =>
        {
            if (!MonthSpan.TryParse(period, out var asked) || await CurrentActor.ActorOfAsync(http.User, tenants, cancel) is not { } actor) return Results.NotFound();
            if (await export.WriteAsync(actor, asked, person, languages.FirstOrDefault(c => c.Name == lang) ?? CultureInfo.CurrentUICulture, cancel) is not ({ } file, { } known)) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(file, "text/csv; charset=utf-8", PersonExport.FileName(known));
        }).WithMetadata(ReadsMuch.Instance).RequireAuthorization(nameof(Permission.SeeStatements));
    }
}
