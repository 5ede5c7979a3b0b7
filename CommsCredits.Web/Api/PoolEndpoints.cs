using System.ComponentModel;
using CommsCredits.Domain;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Api;

/// <summary><c>/balance</c> and <c>/lots</c>.</summary>
internal static class PoolEndpoints
{
    public static void MapApiPool(this IEndpointRouteBuilder api)
    {
        api.MapGet("/balance", async (HttpContext http, PoolReader reader, CancellationToken cancel) =>
            new ApiQuery(http.Request).Problem ?? ApiEndpoints.Json(await reader.BalanceAsync(http.Caller().Actor, cancel)))
            .WithName("getBalance").WithSummary("The usable balance now.").Produces<BalanceAnswer>().MayAnswer(ApiProblem.ParameterInvalid).Needs(ApiScope.Balance);

        api.MapGet("/lots", async ([Description(ApiQuery.CursorIs)] string? cursor, [Description(ApiQuery.LimitIs)] string? limit, HttpContext http, PoolReader reader, CancellationToken cancel) =>
        {
            var query = new ApiQuery(http.Request, "cursor", "limit");
            var (place, most) = (query.Place(PoolReader.Lots), query.Limit());
            return query.Problem ?? ApiEndpoints.Json(await reader.LotsAsync(http.Caller(), place, most, cancel));
        }).WithName("listLots").WithSummary("All lots, open and ended, in the order of purchase.").Produces<LotsAnswer>().MayAnswer(ApiProblem.ParameterInvalid).Needs(ApiScope.Balance);
    }
}
