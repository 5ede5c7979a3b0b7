using System.Net;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace CommsCredits.Tests.Api;

/// <summary>The OpenAPI document against the endpoints that are there.</summary>
public sealed class ApiDocumentTests(ApiPortal portal, PortalServer demo) : IClassFixture<ApiPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheDocument_HasEveryEndpoint_WithItsAnswersAndScope_AndNothingElse()
    {
        using var program = portal.Program((await portal.KeyAsync(await portal.OrganizationAsync(), ApiScope.Balance)).Secret);
        var document = await program.JsonAsync("/api/v1/openapi.json");
        var said = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Address: $"{o.Name.ToUpperInvariant()} {p.Name}", Operation: o.Value)))
            .ToDictionary(o => o.Address, o => o.Operation);
        var mapped = Mapped().ToDictionary(e => $"{e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single()} /{e.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal)}");
        Assert.Equal(mapped.Keys.Order(), said.Keys.Order());
        foreach (var (address, operation) in said)
        {
            var endpoint = mapped[address].Metadata;
            Assert.Equal([endpoint.GetMetadata<ScopeNeeded>()!.Name], operation.GetProperty("security")[0].GetProperty("apiKey").EnumerateArray().Select(s => s.GetString()));
            var answers = endpoint.GetOrderedMetadata<IProducesResponseTypeMetadata>().Select(p => p.StatusCode.ToString()).Distinct().Order();
            Assert.Equal(answers, operation.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order());
            foreach (var problem in operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] is '4' or '5'))
                Assert.Equal(["application/problem+json"], problem.Value.GetProperty("content").EnumerateObject().Select(c => c.Name));
            Assert.False(string.IsNullOrEmpty(operation.Text("summary")));
            Assert.Subset(operation.GetProperty("responses").EnumerateObject().Select(r => r.Name).ToHashSet(), new HashSet<string> { "401", "403", "429", "500", "503" });
        }
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey").Text("scheme"));
    }

    [Fact]
    public async Task TheUpload_SaysItsHeader_ItsTypes_AndWhereItsImportIs()
    {
        using var program = portal.Program((await portal.KeyAsync(await portal.OrganizationAsync())).Secret);
        var upload = (await program.JsonAsync("/api/v1/openapi.json")).GetProperty("paths").GetProperty("/api/v1/usage").GetProperty("post");
        var header = Assert.Single(upload.GetProperty("parameters").EnumerateArray(), p => p.Text("in") == "header");
        Assert.Equal(("Idempotency-Key", true), (header.Text("name"), header.GetProperty("required").GetBoolean()));
        Assert.Contains("multipart/form-data", upload.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(c => c.Name));
        Assert.True(upload.GetProperty("responses").GetProperty("202").GetProperty("headers").TryGetProperty("Location", out _));
    }

    [Fact]
    public async Task Names_AreCamelCase_ParametersAsWell()
    {
        using var program = portal.Program((await portal.KeyAsync(await portal.OrganizationAsync())).Secret);
        var document = await program.JsonAsync("/api/v1/openapi.json");
        var names = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Where(s => s.Value.TryGetProperty("properties", out _)).SelectMany(s => s.Value.GetProperty("properties").EnumerateObject().Select(p => p.Name))
            .Concat(document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Where(o => o.Value.TryGetProperty("parameters", out _))
                .SelectMany(o => o.Value.GetProperty("parameters").EnumerateArray()).Where(p => p.Text("in") != "header").Select(p => p.Text("name")));
        Assert.All(names, n => Assert.Matches("^[a-z][a-zA-Z]*$", n));
    }

    [Fact]
    public async Task TheDocument_IsForWhoeverIsSignedIn_ButACookieOpensNothingElse()
    {
        using var nobody = demo.Browser();
        await (await nobody.GetAsync("/api/v1/openapi.json", Cancel)).IsProblemAsync(HttpStatusCode.Unauthorized, "KeyNotAccepted");
        using var browser = demo.Browser();
        await browser.SignInAsync(EveryPage.Ana);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/ledger", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/openapi.json", Cancel)).StatusCode);
        foreach (var address in new[] { "/api/v1/balance", "/api/v1/ledger", "/api/v1/statements", "/api/v1/exceptions" })
            await (await browser.GetAsync(address, Cancel)).IsProblemAsync(HttpStatusCode.Unauthorized, "KeyNotAccepted");
    }

    [Fact]
    public void AnEndpoint_ThatSaysNoScope_IsNotThere() =>
        Assert.All(portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)),
            e => Assert.True(e.Metadata.GetMetadata<ScopeNeeded>() is not null || e.RoutePattern.RawText == ApiEndpoints.DocumentAddress, e.RoutePattern.RawText));

    private IEnumerable<RouteEndpoint> Mapped() => portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && e.RoutePattern.RawText != ApiEndpoints.DocumentAddress);
}
