using System.Net;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.DevelopmentSignIn;

/// <summary>An issuer that asks for no password answers programs on this machine and nobody else, whatever a proxy before the portal passes on.</summary>
public sealed class DevelopmentIssuerTests
{
    private static readonly string s_metadata = $"/_dev-entra/{TestIssuer.Tenant}/v2.0/.well-known/openid-configuration", s_authorize = $"/_dev-entra/{TestIssuer.Tenant}/oauth2/v2.0/authorize";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatCameThroughAProxy_IsAnsweredAsIfNothingWereThere(bool isProxyKnown)
    {
        await using var issuer = await TestIssuer.StartAsync();
        string[] known = isProxyKnown ? ["--Host:KnownProxies:0", "127.0.0.0/8", "--Host:KnownProxies:1", "::1"] : [];
        await using var own = await OwnPortal.StartAsync(issuer, ["--DevSignIn:Embedded", "true", "--AllowedHosts", "*", .. known]);
        var (_, browser) = own.Browser();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(s_metadata));
        Assert.Equal(HttpStatusCode.BadRequest, await GetAsync(s_authorize));
        foreach (var (name, value) in new[] { ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "10.9.9.9"), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", "localhost"), ("X-Forwarded-Port", "80"), ("Forwarded", "for=127.0.0.1"), ("Via", "1.1 proxy"), ("X-Real-IP", "127.0.0.1") })
            foreach (var address in new[] { s_metadata, s_authorize })
                Assert.Equal((name, address, HttpStatusCode.NotFound), (name, address, await GetAsync(address, (name, value))));
        foreach (var host in new[] { "credits.example.com", "10.0.0.1", "localhost.evil.example" }) Assert.Equal((host, HttpStatusCode.NotFound), (host, await GetAsync(s_metadata, ("Host", host))));

        async Task<HttpStatusCode> GetAsync(string address, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            return (await browser.SendAsync(request, Cancel)).StatusCode;
        }
    }

    /// <summary>In Development the portal goes by this machine's own names unless somebody says otherwise.</summary>
    [Fact]
    public async Task InDevelopment_OtherNamesAreNotAnswered()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var own = await OwnPortal.StartAsync(issuer);
        var (_, browser) = own.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = "credits.example.com";
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(request, Cancel)).StatusCode);
    }
}
