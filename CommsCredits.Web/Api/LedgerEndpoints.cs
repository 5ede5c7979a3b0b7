using System.ComponentModel;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Features.Ledger;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Api;

/// <summary><c>/ledger</c>, with the conditions of the ledger's page. The parameters stand here for the document; <see cref="ApiQuery"/> reads them.</summary>
internal static class LedgerEndpoints
{
    public static void MapApiLedger(this IEndpointRouteBuilder api) =>
        api.MapGet("/ledger", async (
            [Description("The first day, the organization's, by when entries count: 2026-11-01.")] string? from, [Description("The last day, included.")] string? to,
            [Description("One kind of entry, such as Purchase or Usage.")] string? kind, [Description("Entries from or to one lot, by its number.")] string? lot,
            [Description("Entries of this amount or more.")] string? min, [Description(ApiQuery.CursorIs)] string? cursor, [Description(ApiQuery.LimitIs)] string? limit, HttpContext http, LedgerPages pages, CancellationToken cancel) =>
        {
            var query = new ApiQuery(http.Request, "from", "to", "kind", "lot", "min", "cursor", "limit");
            var filter = new LedgerFilter { From = query.Day("from"), To = query.Day("to"), Kind = query.Name<EntryKind>("kind"), Lot = query.Number("lot", 1, int.MaxValue), Minimum = query.Amount("min") };
            var (place, most) = (query.Place(LedgerPages.Entries), query.Limit());
            return query.Problem ?? ApiEndpoints.Json(await pages.ReadAsync(http.Caller(), filter, place, most, cancel));
        }).WithName("listEntries").WithSummary("Entries of the ledger, oldest first.").Produces<LedgerAnswer>().MayAnswer(ApiProblem.ParameterInvalid).WithMetadata(ReadsMuch.Instance).Needs(ApiScope.Statements);
}
