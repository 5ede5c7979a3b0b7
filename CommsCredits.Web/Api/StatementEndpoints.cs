using System.ComponentModel;
using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using CommsCredits.Web.Setup;

namespace CommsCredits.Web.Api;

/// <summary><c>/statements</c>: the months, one of them or a longer period as figures, and the same files that the portal gives.</summary>
internal static class StatementEndpoints
{
    private const string Json = "application/json", Period = "2026-10, 2026-Q4, 2026 or 2026-03..2026-11";

    public static void MapApiStatements(this IEndpointRouteBuilder api)
    {
        api.MapGet("/statements", async (HttpContext http, StatementReader reader, CancellationToken cancel) =>
        {
            if (new ApiQuery(http.Request).Problem is { } problem) return problem;
            var months = await reader.MonthsAsync(http.Caller().Actor, cancel);
            return ApiEndpoints.Json(new MonthsAnswer(http.Caller().Currency.Code, [.. months.Select(m => new MonthAnswer(m.Month.ToString(), m.ClosedAt, m.Closing?.ToString(), m.ClosesBy))]));
        }).WithName("listStatements").WithSummary("The months of the books, newest first.").Produces<MonthsAnswer>().MayAnswer(ApiProblem.ParameterInvalid).Needs(ApiScope.Statements);

        api.MapGet("/statements/{period}", async ([Description(Period)] string period, HttpContext http, StatementReader reader, LedgerWriter writer, CancellationToken cancel) =>
        {
            if (new ApiQuery(http.Request).Problem is { } problem) return problem;
            if (!MonthSpan.TryParse(period, out var asked) || await reader.StatementAsync(http.Caller().Actor, asked, cancel) is not { } statement) return ApiProblem.NotFound.Result();
            await writer.WriteAsync<int>(http.Caller().Actor, Permission.SeeStatements, session =>
            {
                session.Audit("Statement.Printed", $"month:{statement.Period}", after: new { Format = "Json", statement.Fingerprint });
                return Task.FromResult<Outcome<int>>(1);
            }, cancel);
            return Results.Bytes(StatementJson.Write(statement), Json);
        }).WithName("getStatement").WithSummary("A statement as figures, in the form that stands in its PDF.").Produces(200, contentType: Json).MayAnswer(ApiProblem.ParameterInvalid).MayAnswer(ApiProblem.NotFound).Needs(ApiScope.Statements);

        foreach (var format in Enum.GetValues<StatementFormat>())
            api.MapGet($"/statements/{{period}}.{format.Extension()}", async ([Description(Period)] string period, [Description("en or zh-Hans; English where nothing is said.")] string? lang, [Description("Of a PDF: A4 or Letter; A4 where nothing is said.")] string? paper, HttpContext http, StatementPrinter printer, CancellationToken cancel) =>
            {
                var query = new ApiQuery(http.Request, "lang", "paper");
                var (culture, sheet) = (query.One("lang", Localization.Cultures, c => c.Name) ?? Localization.Cultures[0], query.One("paper", [Paper.A4, Paper.Letter], p => p.Name) ?? Paper.A4);
                if (query.Problem is { } problem) return problem;
                if (!MonthSpan.TryParse(period, out var asked) || await printer.PrintAsync(http.Caller().Actor, asked, format, culture, sheet, cancel) is not { } file) return ApiProblem.NotFound.Result();
                return Results.File(file, format.ContentType(), StatementPrinter.FileName(asked, format));
            }).WithName($"getStatement{format}").WithSummary($"The portal's own file of a statement, as {format.ToString().ToUpperInvariant()}.").Produces(200, contentType: format.ContentType().Split(';')[0])
                .MayAnswer(ApiProblem.ParameterInvalid).MayAnswer(ApiProblem.NotFound).Needs(ApiScope.Statements);
    }
}

/// <param name="ClosedAt">Null while the month is open: it may still grow.</param>
public sealed record MonthAnswer(string Month, DateTime? ClosedAt, string? Closing, [property: Description("The last day on which an open month may still grow.")] DateOnly ClosesBy);

public sealed record MonthsAnswer(string Currency, IReadOnlyList<MonthAnswer> Months);
