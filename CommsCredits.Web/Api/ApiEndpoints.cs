using CommsCredits.Web.Security;
using CommsCredits.Web.Setup;

namespace CommsCredits.Web.Api;

/// <summary>Everything below <c>/api/v1</c>.</summary>
public static class ApiEndpoints
{
    public const string Root = ApiKeyAuthentication.Root + "/v1", DocumentAddress = Root + "/openapi.json";

    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(ApiSettings.Of(configuration));
        services.AddSingleton<PoolReader>();
        services.AddSingleton<LedgerPages>();
        services.AddSingleton<Cursors>();
        services.AddSingleton<UploadReceiver>();
        services.AddSingleton<IdempotentRequests>();
        services.AddApiDocument();
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).RequireAuthorization(ApiAuthorization.Policy);
        api.MapApiPool();
        api.MapApiLedger();
        api.MapApiStatements();
        api.MapApiUsage(app.Services.GetRequiredService<HostSettings>());
        app.MapApiDocument();
    }

    internal static IResult Json<T>(T answer) => Results.Json(answer, ApiJson.Options);

    /// <summary>The program that asks: behind the policy there is always one.</summary>
    internal static ApiCaller Caller(this HttpContext http) => ApiCallerIdentity.Of(http.User) ?? throw new InvalidOperationException("An endpoint of the API was reached without a key.");
}
