using System.Reflection;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace CommsCredits.Tests.Security;

/// <summary>Every page and every other address of the portal, found by its route, against what R14.3 demands for it, written out by hand. A new one needs a line; without one nothing is let out.</summary>
public sealed class AddressWallsTests(PortalServer portal)
{
    private const string Anybody = "anybody", SignedIn = "signed in", AnyRole = "any role", Api = "Api";

    private static readonly Dictionary<string, string> s_pages = new()
    {
        ["/"] = nameof(Permission.SeeOverview), ["/Account/AccessDenied"] = Anybody, ["/Account/SignInFailed"] = Anybody, ["/account"] = AnyRole, ["/api-help"] = AnyRole, ["/api-keys"] = nameof(Permission.SeeApiKeys), ["/notices"] = nameof(Permission.SeeNotices), ["/notices/mine"] = nameof(Permission.SeeNotices), ["/settings"] = nameof(Permission.SeeSettings), ["/settings/mail"] = nameof(Permission.SeeSettings), ["/settings/sign-in"] = nameof(Permission.SeeSettings),
        ["/audit"] = nameof(Permission.SeeAudit), ["/clock"] = nameof(Permission.SeeOverview), ["/error"] = Anybody, ["/first-run"] = Anybody,
        ["/funding"] = nameof(Permission.SeeFunding), ["/help"] = AnyRole, ["/help/{Asked}"] = AnyRole, ["/ledger"] = nameof(Permission.SeeLedger), ["/not-found"] = SignedIn, ["/payments"] = nameof(Permission.SeeFunding),
        ["/plans"] = nameof(Permission.SeeRates), ["/plans/prices"] = nameof(Permission.SeeRates), ["/plans/{Code}"] = nameof(Permission.SeeRates), ["/privacy"] = nameof(Permission.ErasePeople),
        ["/rates"] = nameof(Permission.SeeRates), ["/rates/change"] = nameof(Permission.ChangeRates), ["/rates/decks/{Id:guid}"] = nameof(Permission.SeeRates), ["/rates/import"] = nameof(Permission.ChangeRates),
        ["/rates/pools"] = nameof(Permission.SeeRates), ["/recharge"] = nameof(Permission.SeeRecharge), ["/setup"] = nameof(Permission.ChangeSettings), ["/status"] = nameof(Permission.SeeSettings), ["/statements"] = nameof(Permission.SeeStatements), ["/statements/{Asked}"] = nameof(Permission.SeeStatements),
        ["/statements/{Asked}/people/{Person}"] = nameof(Permission.SeeStatements), ["/subscriptions"] = nameof(Permission.SeeSubscriptions), ["/usage/calls"] = nameof(Permission.SeeUsage),
        ["/usage/exceptions"] = nameof(Permission.SeeUsage), ["/usage/imports"] = nameof(Permission.SeeUsage), ["/usage/imports/{Id:guid}"] = nameof(Permission.SeeUsage), ["/verify"] = nameof(Permission.SeeStatements),
    };

    private static readonly Dictionary<string, string> s_addresses = new()
    {
        ["GET /signin"] = Anybody, ["GET /signin-again"] = Anybody, ["POST /signout"] = SignedIn, ["POST /signout-everywhere"] = SignedIn, ["POST /first-run"] = AnyRole, ["GET /healthz"] = Anybody, ["GET /readyz"] = Anybody,
        ["POST /culture"] = Anybody,
        // Keys alone; what each scope opens is tried in Tests/Api
        ["GET /api/v1/balance"] = Api, ["GET /api/v1/exceptions"] = Api, ["GET /api/v1/ledger"] = Api, ["GET /api/v1/lots"] = Api, ["GET /api/v1/statements"] = Api, ["GET /api/v1/statements/{period}"] = Api,
        ["GET /api/v1/statements/{period}.csv"] = Api, ["GET /api/v1/statements/{period}.pdf"] = Api, ["GET /api/v1/statements/{period}.xlsx"] = Api, ["GET /api/v1/usage/imports/{id:guid}"] = Api, ["POST /api/v1/usage"] = Api,
        ["GET /api/v1/openapi.json"] = "ApiDocument",
        ["GET /ledger.csv"] = nameof(Permission.SeeLedger), ["GET /audit.csv"] = nameof(Permission.SeeAudit), ["GET /privacy/person.json"] = nameof(Permission.ErasePeople),
        ["GET /statements/{period}.{extension:alpha}"] = nameof(Permission.SeeStatements), ["GET /statements/{period}/people/{person}/calls.csv"] = nameof(Permission.SeeStatements),
        ["GET /usage/imports/{id:guid}/unreadable.csv"] = nameof(Permission.SeeUsage),
    };

    [Fact]
    public void EachPage_DemandsWhatTheTableSays() =>
        AssertSame(s_pages, EveryPage.Templates.Select(t => $"{t.Template}: {DemandOf(t.Page.GetCustomAttributes(inherit: true).OfType<IAuthorizeData>(), t.Page.GetCustomAttribute<AllowAnonymousAttribute>() is not null)}"));

    [Fact]
    public void EachOtherAddress_DemandsWhatTheTableSays()
    {
        var sources = ((IEnumerable<EndpointDataSource>)portal.Services.GetService(typeof(IEnumerable<EndpointDataSource>))!).SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();
        var found = sources.Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is null && e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .Where(e => e.RoutePattern.RawText is { } text && !text.StartsWith("/_dev-entra", StringComparison.Ordinal) && !text.StartsWith("{**", StringComparison.Ordinal) && !text.StartsWith("/_blazor", StringComparison.Ordinal) && !text.StartsWith("_blazor", StringComparison.Ordinal) && !text.StartsWith("/_framework", StringComparison.Ordinal) && !text.StartsWith("_framework", StringComparison.Ordinal))
            .Select(e => $"{string.Join('|', e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])} {e.RoutePattern.RawText}: {DemandOf(e.Metadata.GetOrderedMetadata<IAuthorizeData>(), e.Metadata.GetMetadata<IAllowAnonymous>() is not null)}");
        AssertSame(s_addresses, found);
    }

    private static void AssertSame(Dictionary<string, string> table, IEnumerable<string> found)
    {
        var (said, are) = (table.Select(p => $"{p.Key}: {p.Value}").ToHashSet(), found.ToHashSet());
        var wrong = are.Except(said).Select(a => $"is:    {a}").Concat(said.Except(are).Select(s => $"table: {s}")).Order(StringComparer.Ordinal).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static string DemandOf(IEnumerable<IAuthorizeData> demands, bool isOpen)
    {
        if (isOpen) return Anybody;
        var policies = demands.Select(d => d.Policy).ToList();
        return policies.Find(p => p is not null and not "SignedIn") ?? (policies.Contains("SignedIn") ? SignedIn : policies.Count > 0 ? AnyRole : SignedIn);
    }
}
