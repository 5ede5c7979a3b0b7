using System.ComponentModel;
using CommsCredits.Domain;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CommsCredits.Web.Api;

/// <summary><c>/balance</c> and <c>/lots</c>.</summary>
internal static class PoolEndpoints
{
    public static void MapApiPool(this IEndpointRouteBuilder api)
    {
        api.MapGet("/balance", async (HttpContext http, PoolReader reader, CancellationToken cancel) =>
            new ApiQuery(http.Request).Problem ?? ApiEndpoints.Json(await reader.BalanceAsync(http.Caller().Actor, cancel)))
            .WithName("getBalance").WithSummary("The usable balance now.").Produces<BalanceAnswer>().MayAnswer(ApiProblem.ParameterInvalid).Needs(ApiScope.Balance);

        api.MapGet("/lots", async ([AsParameters] PageAsked asked, HttpContext http, PoolReader reader, CancellationToken cancel) =>
        {
            var query = new ApiQuery(http.Request, "cursor", "limit");
            var (after, limit) = (query.After(PoolReader.Lots), query.Limit());
            return query.Problem ?? ApiEndpoints.Json(await reader.LotsAsync(http.Caller(), after, limit, cancel));
        }).WithName("listLots").WithSummary("All lots, open and ended, in the order of purchase.").Produces<LotsAnswer>().MayAnswer(ApiProblem.ParameterInvalid).Needs(ApiScope.Balance);
    }
}

/// <summary>The parameters of a list, for the document; <see cref="ApiQuery"/> reads them.</summary>
public sealed record PageAsked(
    [FromQuery(Name = "cursor"), Description("From the answer before; leave it out to begin.")] string? Cursor,
    [FromQuery(Name = "limit"), Description("Rows in one answer, 1 to 500; 100 where nothing is said.")] string? Limit);
