using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CommsCredits.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CommsCredits.Tests.Security;

/// <summary>What a token must be for somebody to come in, tried with an issuer that gives every kind of bad one.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private TestIssuer _issuer = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Bad => ["issuer", "audience", "tenant", "expired", "unsigned", "other key", "nonce", "not yet", "no person"];

    public async ValueTask InitializeAsync() => _issuer = await TestIssuer.StartAsync();

    public ValueTask DisposeAsync() => _issuer.DisposeAsync();

    [Fact]
    public async Task AGoodToken_OpensThePortal_AndTheCodeIsRedeemedWithProofAndVerifier()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var (handler, browser) = portal.Browser();
        var asked = await OwnPortal.BeginAsync(browser);
        Assert.Equal(("code", "S256", "form_post"), (asked["response_type"], asked["code_challenge_method"], asked["response_mode"]));
        Assert.Contains("offline_access", asked["scope"].Split(' '));
        _issuer.Nonce = asked["nonce"];
        var back = await OwnPortal.EndAsync(browser, asked["state"]);
        Assert.Equal("/account", back.Headers.Location?.ToString());
        Assert.Contains("cc-session", handler.Cookies.Keys);
        Assert.Equal((TestIssuer.Secret, "authorization_code"), (_issuer.Asked["client_secret"], _issuer.Asked["grant_type"]));
        Assert.True(_issuer.Asked["code_verifier"].Length >= 43);
    }

    [Theory, MemberData(nameof(Bad))]
    public async Task ABadToken_OpensNothing(string what)
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var (handler, browser) = portal.Browser();
        var asked = await OwnPortal.BeginAsync(browser);
        _issuer.Nonce = asked["nonce"];
        Spoil(what);
        await AssertRefusedAsync(handler, browser, asked["state"]);
    }

    [Fact]
    public async Task ACode_WorksOnce()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var (handler, browser) = portal.Browser();
        var asked = await OwnPortal.BeginAsync(browser);
        _issuer.Nonce = asked["nonce"];
        Assert.Equal("/account", (await OwnPortal.EndAsync(browser, asked["state"])).Headers.Location?.ToString());
        Assert.StartsWith("/Account/SignInFailed", (await OwnPortal.EndAsync(browser, asked["state"])).Headers.Location?.ToString());
        Assert.Contains("cc-session", handler.Cookies.Keys);
    }

    /// <summary>Somebody sends a person a link that ends their own sign-in (login CSRF).</summary>
    [Fact]
    public async Task AStateOfAnotherBrowser_IsRefused()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var asked = await OwnPortal.BeginAsync(portal.Browser().Browser);
        _issuer.Nonce = asked["nonce"];
        var (handler, browser) = portal.Browser();
        await AssertRefusedAsync(handler, browser, asked["state"]);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("\t//evil.example")]
    public async Task ASignIn_EndsHere_WhereverTheLinkPoints(string to)
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var (_, browser) = portal.Browser();
        var asked = await OwnPortal.BeginAsync(browser, "/signin?returnUrl=" + Uri.EscapeDataString(to));
        _issuer.Nonce = asked["nonce"];
        Assert.Equal("/", (await OwnPortal.EndAsync(browser, asked["state"])).Headers.Location?.ToString());
    }

    /// <summary>The address on which the issuer is told to ask again goes through the browser, where somebody may take the wish out: only what the token says counts.</summary>
    [Theory]
    [InlineData(null, false)]
    [InlineData(-3_600, false)]
    [InlineData(-1, true)]
    public async Task SigningInAgain_IsProvedByTheToken_AndByNothingElse(int? seconds, bool isProved)
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var (handler, browser) = portal.Browser();
        if (seconds is { } ago) _issuer.Claims["auth_time"] = TimeProvider.System.GetUtcNow().AddSeconds(ago).ToUnixTimeSeconds();
        var asked = await OwnPortal.BeginAsync(browser, "/signin-again?returnUrl=%2Ffunding");
        Assert.Equal(("login", "0"), (asked["prompt"], asked["max_age"]));
        _issuer.Nonce = asked["nonce"];
        var back = await OwnPortal.EndAsync(browser, asked["state"]);
        Assert.Equal(isProved ? "/funding" : "/Account/SignInFailed?why=again", back.Headers.Location?.ToString());
        Assert.Equal(isProved, handler.Cookies.ContainsKey("cc-session"));
    }

    [Fact]
    public async Task RolesHaveTheNamesOfTheDirectory_AndGroupsGiveThemToo()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer, "--Access:RoleNames:Telecom.Admin", "Phones", "--Access:Groups:0a000000-0000-4000-8000-00000000000a", "Finance.Reader");
        _issuer.Claims["roles"] = new[] { "Phones", "Telecom.Admin.Other" };
        Assert.Equal("Telecom.Admin", await RolesAsync(portal));
        _issuer.Claims["groups"] = new[] { "0A000000-0000-4000-8000-00000000000A" };
        Assert.Equal("Finance.Reader, Telecom.Admin", await RolesAsync(portal));
        _issuer.Claims["roles"] = new[] { "Telecom.Admin" };
        Assert.Equal("Finance.Reader", await RolesAsync(portal));
    }

    [Fact]
    public async Task TooManyGroups_AreAskedForInTheDirectory()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer, "--Access:GraphAddress", _issuer.Address.ToString(), "--Access:Groups:0b000000-0000-4000-8000-00000000000b", "Billing.Admin");
        _issuer.Claims["roles"] = Array.Empty<string>();
        _issuer.Claims["hasgroups"] = true;
        Assert.Equal("", await RolesAsync(portal));
        _issuer.AccessToken = "for-the-directory";
        Assert.Equal("Billing.Admin", await RolesAsync(portal));
    }

    [Fact]
    public async Task ADirectoryThatIsNotAllowed_IsTurnedAway_UnlessItMayRegister()
    {
        _issuer.Claims["tid"] = Guid.NewGuid().ToString();
        await using (var portal = await OwnPortal.StartAsync(_issuer))
        {
            var (handler, browser) = portal.Browser();
            var asked = await OwnPortal.BeginAsync(browser);
            _issuer.Nonce = asked["nonce"];
            Assert.Equal("/Account/SignInFailed?why=tenant", (await OwnPortal.EndAsync(browser, asked["state"])).Headers.Location?.ToString());
            Assert.DoesNotContain("cc-session", handler.Cookies.Keys);
        }
        await using var open = await OwnPortal.StartAsync(_issuer, "--Access:SelfRegistration", "true");
        Assert.Equal("Billing.Admin", await RolesAsync(open));
    }

    [Fact]
    public async Task WithACertificate_TheApplicationProvesItselfByASignedAssertion()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=CommsCredits", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(Directory.CreateTempSubdirectory("commscredits-cert-").FullName, "app.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "pw"), Cancel);
        await using var portal = await OwnPortal.StartAsync(_issuer, "--AzureAd:ClientCertificates:0:SourceType", "Path", "--AzureAd:ClientCertificates:0:CertificateDiskPath", file, "--AzureAd:ClientCertificates:0:CertificatePassword", "pw");
        Assert.Equal("Billing.Admin", await RolesAsync(portal));
        Assert.DoesNotContain("client_secret", _issuer.Asked.Keys);
        var held = await new JsonWebTokenHandler().ValidateTokenAsync(_issuer.Asked["client_assertion"], new()
        {
            ValidIssuer = TestIssuer.Client, ValidAudience = $"{_issuer.Address}token", IssuerSigningKey = new X509SecurityKey(certificate),
        });
        Assert.True(held.IsValid, held.Exception?.Message);
        File.Delete(file);
    }

    private static async Task AssertRefusedAsync(BrowserHandler handler, HttpClient browser, string state)
    {
        var back = await OwnPortal.EndAsync(browser, state);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.StartsWith("/Account/SignInFailed", back.Headers.Location?.ToString());
        Assert.DoesNotContain("cc-session", handler.Cookies.Keys);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account", Cancel)).StatusCode);
    }

    /// <summary>Signs in and reads the roles off the session.</summary>
    private async Task<string> RolesAsync(OwnPortal portal)
    {
        await portal.SignInAsync(_issuer);
        var sessions = (Web.Security.Sessions)portal.Services.GetService(typeof(Web.Security.Sessions))!;
        var newest = (await sessions.OfAsync(Guid.Parse(_issuer.Claims["tid"].ToString()!), $"person:{_issuer.Claims["oid"]}", Cancel))[0];
        var renewal = (Web.Security.SessionRenewal)portal.Services.GetService(typeof(Web.Security.SessionRenewal))!;
        var principal = (await renewal.CurrentAsync(newest.Id, Cancel))!;
        return string.Join(", ", Web.Security.SignedInPerson.From(principal)!.Roles.Order(StringComparer.Ordinal));
    }

    private void Spoil(string what)
    {
        switch (what)
        {
            case "issuer": _issuer.Bend = d => d.Issuer = "https://elsewhere.example/v2.0"; break;
            case "audience": _issuer.Bend = d => d.Audience = Guid.NewGuid().ToString(); break;
            case "tenant": _issuer.Claims["tid"] = Guid.NewGuid().ToString(); break;
            case "expired": _issuer.Bend = d => (d.NotBefore, d.Expires) = (d.IssuedAt!.Value.AddHours(-2), d.IssuedAt.Value.AddHours(-1)); break;
            case "not yet": _issuer.Bend = d => (d.NotBefore, d.Expires) = (d.IssuedAt!.Value.AddHours(1), d.IssuedAt.Value.AddHours(2)); break;
            case "other key": _issuer.Bend = d => d.SigningCredentials = new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "good" }, SecurityAlgorithms.RsaSha256); break;
            case "nonce": _issuer.Nonce = "another"; break;
            case "no person": _issuer.Claims.Remove("oid"); break;
            case "unsigned": _issuer.Bend = d => d.SigningCredentials = null; break;
            default: throw new ArgumentOutOfRangeException(nameof(what));
        }
    }
}
