using System.Net;
using System.Net.Http.Headers;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.ApiKeys;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace CommsCredits.Tests.Api;

/// <summary>Who gets what: each scope at each address, and everything that is no key that works.</summary>
public sealed class ApiAccessTests(ApiPortal portal) : IClassFixture<ApiPortal>
{
    private const string None = "00000000-0000-4000-8000-000000000000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Written by hand, from R14.3: the address, the one scope that opens it, and what it answers then.</summary>
    public static TheoryData<string, string, ApiScope, HttpStatusCode> Matrix => new()
    {
        { "GET", "/api/v1/balance", ApiScope.Balance, HttpStatusCode.OK },
        { "GET", "/api/v1/lots", ApiScope.Balance, HttpStatusCode.OK },
        { "GET", "/api/v1/ledger", ApiScope.Statements, HttpStatusCode.OK },
        { "GET", "/api/v1/statements", ApiScope.Statements, HttpStatusCode.OK },
        { "GET", "/api/v1/statements/MONTH", ApiScope.Statements, HttpStatusCode.OK },
        { "GET", "/api/v1/statements/MONTH.pdf", ApiScope.Statements, HttpStatusCode.OK },
        { "GET", "/api/v1/statements/MONTH.csv", ApiScope.Statements, HttpStatusCode.OK },
        { "GET", "/api/v1/statements/MONTH.xlsx", ApiScope.Statements, HttpStatusCode.OK },
        { "POST", "/api/v1/usage", ApiScope.Usage, HttpStatusCode.Accepted },
        { "GET", "/api/v1/usage/imports/" + None, ApiScope.Usage, HttpStatusCode.NotFound },
        { "GET", "/api/v1/exceptions", ApiScope.Usage, HttpStatusCode.OK },
    };

    [Theory, MemberData(nameof(Matrix))]
    public async Task AnAddress_IsOpenToItsScope_AndToNoOther(string method, string address, ApiScope opens, HttpStatusCode answer)
    {
        var admin = await portal.OrganizationAsync();
        foreach (var scope in ApiScopes.All)
        {
            using var program = portal.Program((await portal.KeyAsync(admin, scope)).Secret);
            var response = await program.SendAsync(Request(method, address), Cancel);
            if (scope == opens) Assert.Equal(answer, response.StatusCode);
            else await response.IsProblemAsync(HttpStatusCode.Forbidden, "ScopeMissing");
        }
        using var others = portal.Program((await portal.KeyAsync(admin, [.. ApiScopes.All.Except([opens])])).Secret);
        await (await others.SendAsync(Request(method, address), Cancel)).IsProblemAsync(HttpStatusCode.Forbidden, "ScopeMissing");
    }

    [Theory, MemberData(nameof(Matrix))]
    public async Task WithoutAKey_EveryAddressSaysTheSame(string method, string address, ApiScope opens, HttpStatusCode answer)
    {
        Assert.True(Enum.IsDefined(opens) && answer != HttpStatusCode.Unauthorized);
        using var nobody = portal.Program(null);
        var response = await nobody.SendAsync(Request(method, address), Cancel);
        await response.IsProblemAsync(HttpStatusCode.Unauthorized, "KeyNotAccepted");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task AKeyThatIsUnknown_Revoked_Over_OrReplaced_IsToldTheVerySame()
    {
        var admin = await portal.OrganizationAsync();
        var (revoked, over, replaced) = (await portal.KeyAsync(admin), await portal.KeyAsync(admin), await portal.KeyAsync(admin));
        foreach (var secret in new[] { revoked.Secret, over.Secret, replaced.Secret }) Assert.Equal(HttpStatusCode.OK, (await AskAsync(secret)).StatusCode);
        await portal.Get<ApiKeyOperations>().RevokeAsync(admin, revoked.Id, Cancel);
        await ChangeAsync(admin, over.Id, set => set.SetProperty(k => k.Expires, DateTime.UnixEpoch));
        var young = (await portal.Get<ApiKeyOperations>().RotateAsync(admin, replaced.Id, 0, Cancel)).Value!;
        var answers = new List<string>();
        foreach (var secret in new[] { "cc_" + new string('x', 43), "x", revoked.Secret, over.Secret, replaced.Secret, replaced.Secret + "x" })
        {
            var response = await AskAsync(secret);
            await response.IsProblemAsync(HttpStatusCode.Unauthorized, "KeyNotAccepted");
            answers.Add(await response.Content.ReadAsStringAsync(Cancel) + response.Headers.WwwAuthenticate);
        }
        Assert.Single(answers.Distinct());
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(young.Secret)).StatusCode);
    }

    [Fact]
    public async Task AnOldSecret_WorksWithinItsOverlap_ByHttpToo()
    {
        var admin = await portal.OrganizationAsync();
        var old = await portal.KeyAsync(admin);
        var young = (await portal.Get<ApiKeyOperations>().RotateAsync(admin, old.Id, 1, Cancel)).Value!;
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [(await AskAsync(old.Secret)).StatusCode, (await AskAsync(young.Secret)).StatusCode]);
        await ChangeAsync(admin, old.Id, set => set.SetProperty(k => k.PreviousUntil, DateTime.UnixEpoch));
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], [(await AskAsync(old.Secret)).StatusCode, (await AskAsync(young.Secret)).StatusCode]);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Token")]
    public async Task AKeyInAnotherScheme_IsNone(string scheme)
    {
        using var program = portal.Program(null);
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, (await portal.KeyAsync(await portal.OrganizationAsync())).Secret);
        await (await program.GetAsync("/api/v1/balance", Cancel)).IsProblemAsync(HttpStatusCode.Unauthorized, "KeyNotAccepted");
    }

    [Fact]
    public async Task AKey_OpensNoPage()
    {
        using var program = portal.Program((await portal.KeyAsync(await portal.OrganizationAsync())).Secret);
        foreach (var page in new[] { "/", "/ledger", "/ledger.csv", "/api-keys", "/api-help", "/usage", "/account" })
            Assert.Contains((await program.GetAsync(page, Cancel)).StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Found });
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "NotFound")]
    [InlineData("GET", "/api", 404, "NotFound")]
    [InlineData("GET", "/api/v2/balance", 404, "NotFound")]
    [InlineData("GET", "/api/v1/usage/imports/not-an-id", 404, "NotFound")]
    [InlineData("POST", "/api/v1/balance", 405, "MethodNotAllowed")]
    [InlineData("DELETE", "/api/v1/usage", 405, "MethodNotAllowed")]
    public async Task WhatIsNotThere_IsSaidAsAProblem(string method, string address, int status, string code)
    {
        using var program = portal.Program((await portal.KeyAsync(await portal.OrganizationAsync())).Secret);
        await (await program.SendAsync(new(new(method), address), Cancel)).IsProblemAsync((HttpStatusCode)status, code);
    }

    [Fact]
    public async Task AnotherOrganization_SeesNothing_AndItsIdsAreAsIfTheyWereNot()
    {
        var (one, other) = (await portal.OrganizationAsync(lots: 3, calls: 4), await portal.OrganizationAsync());
        using var own = portal.Program((await portal.KeyAsync(one)).Secret);
        using var foreign = portal.Program((await portal.KeyAsync(other)).Secret);
        Assert.Equal("299", (await own.JsonAsync("/api/v1/balance")).Text("usable"));
        var started = await (await own.SendAsync(Request("POST", "/api/v1/usage"), Cancel)).JsonAsync();
        var import = started.GetProperty("imports")[0].Text("href");
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync(import, Cancel)).StatusCode);
        await (await foreign.GetAsync(import, Cancel)).IsProblemAsync(HttpStatusCode.NotFound, "NotFound");
        Assert.Equal("100", (await foreign.JsonAsync("/api/v1/balance")).Text("usable"));
        Assert.Equal(1, (await foreign.JsonAsync("/api/v1/lots")).GetProperty("lots").GetArrayLength());
        Assert.Equal(1, (await foreign.JsonAsync("/api/v1/ledger")).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task AFault_IsSaidWithAReference_AndNothingFromInside()
    {
        var admin = await portal.OrganizationAsync();
        using var program = portal.Program((await portal.KeyAsync(admin)).Secret);
        await SqlAsync("UPDATE Organizations SET ZoneId = 'Nowhere/AtAll' WHERE Id = $id", admin.OrganizationId);
        var response = await program.GetAsync("/api/v1/balance", Cancel);
        await response.IsProblemAsync(HttpStatusCode.InternalServerError, "Fault");
        Assert.Matches("^[0-9A-F]{4}-[0-9A-F]{4}$", (await response.JsonAsync()).Text("reference"));
    }

    private static HttpRequestMessage Request(string method, string address)
    {
        var request = new HttpRequestMessage(new(method), address.Replace("MONTH", TimeProvider.System.GetUtcNow().ToString("yyyy-MM"), StringComparison.Ordinal));
        if (method != "POST") return request;
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = new StringContent(new SmallExport().Row("one").ToString(), new MediaTypeHeaderValue("text/csv"));
        return request;
    }

    private async Task<HttpResponseMessage> AskAsync(string secret)
    {
        using var program = portal.Program(secret);
        return await program.GetAsync("/api/v1/balance", Cancel);
    }

    /// <summary>What the clock would do.</summary>
    private async Task ChangeAsync(Actor admin, Guid key, Action<UpdateSettersBuilder<ApiKeyRow>> change)
    {
        await using var db = portal.Get<Database>().Read(admin, Permission.SeeApiKeys);
        Assert.Equal(1, await db.ApiKeys.Where(k => k.Id == key).ExecuteUpdateAsync(change, Cancel));
    }

    /// <summary>What somebody with the file and a tool could do.</summary>
    private async Task SqlAsync(string sql, Guid id)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "commscredits.db")}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", id);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }
}
