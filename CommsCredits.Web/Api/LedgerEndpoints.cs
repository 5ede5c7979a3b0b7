using System.ComponentModel;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Features.Ledger;
using Microsoft.AspNetCore.Mvc;

namespace CommsCredits.Web.Api;

/// <summary><c>/ledger</c>, with the conditions of the ledger's page.</summary>
internal static class LedgerEndpoints
{
    public static void MapApiLedger(this IEndpointRouteBuilder api) =>
        api.MapGet("/ledger", async ([AsParameters] LedgerAsked asked, HttpContext http, LedgerPages pages, CancellationToken cancel) =>
        {
            var query = new ApiQuery(http.Request, "from", "to", "kind", "lot", "min", "cursor", "limit");
            var filter = new LedgerFilter { From = query.Day("from"), To = query.Day("to"), Kind = query.Name<EntryKind>("kind"), Lot = query.Number("lot", 1, int.MaxValue), Minimum = query.Amount("min") };
            var (after, limit) = (query.After(LedgerPages.Entries), query.Limit());
            return query.Problem ?? ApiEndpoints.Json(await pages.ReadAsync(http.Caller(), filter, after, limit, cancel));
        }).WithName("listEntries").WithSummary("Entries of the ledger, oldest first.").Produces<LedgerAnswer>().MayAnswer(ApiProblem.ParameterInvalid).Needs(ApiScope.Statements);
}

/// <summary>The parameters, for the document; <see cref="ApiQuery"/> reads them.</summary>
public sealed record LedgerAsked(
    [FromQuery(Name = "from"), Description("The first day, the organization's, by when entries count: 2026-11-01.")] string? From,
    [FromQuery(Name = "to"), Description("The last day, included.")] string? To,
    [FromQuery(Name = "kind"), Description("One kind of entry, such as Purchase or Usage.")] string? Kind,
    [FromQuery(Name = "lot"), Description("Entries from or to one lot, by its number.")] string? Lot,
    [FromQuery(Name = "min"), Description("Entries of this amount or more.")] string? Min,
    [FromQuery(Name = "cursor"), Description("From the answer before; leave it out to begin. Keep the other parameters as they were.")] string? Cursor,
    [FromQuery(Name = "limit"), Description("Rows in one answer, 1 to 500; 100 where nothing is said.")] string? Limit);
