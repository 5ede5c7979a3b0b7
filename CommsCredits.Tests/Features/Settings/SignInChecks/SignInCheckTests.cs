using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Settings.SignInChecks;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommsCredits.Tests.Features.Settings.SignInChecks;

/// <summary>What the check says where signing in is set up rightly, and for each thing that operators get wrong.</summary>
public sealed class SignInCheckTests : IAsyncLifetime
{
    private TestIssuer _issuer = default!;

    private static Actor Admin { get; } = new(Guid.NewGuid(), "person:test", ActorKind.Person, Roles.PermissionsOf([Roles.BillingAdmin]));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _issuer = await TestIssuer.StartAsync();

    public ValueTask DisposeAsync() => _issuer.DisposeAsync();

    [Fact]
    public async Task WhereAllIsRight_EveryCheckIsFine_AndTheRoleHasItsSource()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var report = await RunAsync(portal);
        Assert.Equal(
            [(SignInPart.Issuer, "IssuerFine"), (SignInPart.Keys, "KeysFine"), (SignInPart.Clock, "ClockFine"), (SignInPart.Application, "SecretFine"), (SignInPart.Redirect, "RedirectDevelopment"), (SignInPart.Roles, "RolesFine")],
            report.Findings.Select(f => (f.Part, f.Code)));
        Assert.Equal((0, 0, 0), (report.Wrong, report.ToLookAt, report.Open));
        Assert.Equal(0, portal.Services.GetRequiredService<SignInRecord>().Last?.Open);
        Assert.Equal(new Uri(portal.Address, "signin-oidc"), report.Redirect);
        Assert.Equal((TestIssuer.Tenant, TestIssuer.Client), (report.TenantId, report.ClientId));
        Assert.Equal(("client_credentials", TestIssuer.Secret), (_issuer.Asked["grant_type"], _issuer.Asked["client_secret"]));
        Assert.Equal((true, true), report.Roles.Where(r => r.Role == Roles.BillingAdmin).Select(r => (r.FromRole, r.Has)).Single());
        Assert.All(report.Roles.Where(r => r.Role != Roles.BillingAdmin), r => Assert.False(r.Has || r.FromRole));
    }

    [Theory]
    [InlineData("invalid_client", "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the client secret value. Trace ID: 1", "SecretWrong", CheckState.Wrong)]
    [InlineData("invalid_client", "AADSTS7000222: The provided client secret keys for app 'x' are expired.", "SecretExpired", CheckState.Wrong)]
    [InlineData("unauthorized_client", "AADSTS700016: Application with identifier 'x' was not found in the directory 'y'.", "ApplicationUnknown", CheckState.Wrong)]
    [InlineData("invalid_request", "AADSTS90002: Tenant 'x' not found.", "TenantUnknown", CheckState.Wrong)]
    [InlineData("invalid_client", "no", "ClientRefused", CheckState.Wrong)]
    [InlineData("unsupported_grant_type", "no", "ProofUntried", CheckState.Look)]
    [InlineData("invalid_client", "AADSTS123456: something of ana@fjord.example", "ProofOther", CheckState.Look)]
    public async Task ARefusedProof_IsSaidInPlainWords_OrByItsCodeAlone(string error, string description, string code, CheckState state)
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var found = Of(await RunAsync(portal, then: () => RefuseAsync(error, description)), SignInPart.Application);
        Assert.Equal((code, state), (found.Code, found.State));
        Assert.All(found.Figures, f => Assert.Equal(code == "ProofOther" ? "AADSTS123456" : error, f));
    }

    [Fact]
    public async Task AnIssuerThatIsAway_IsSaid_AndTheRestIsNotTried()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var report = await RunAsync(portal, then: () => _issuer.DisposeAsync().AsTask());
        Assert.Equal(("IssuerNoAnswer", CheckState.Wrong), (Of(report, SignInPart.Issuer).Code, Of(report, SignInPart.Issuer).State));
        Assert.All([SignInPart.Keys, SignInPart.Clock, SignInPart.Application], part => Assert.Equal(CheckState.Untried, Of(report, part).State));
        Assert.Equal(4, portal.Services.GetRequiredService<SignInRecord>().Last?.Open);
        Assert.Equal("RolesFine", Of(report, SignInPart.Roles).Code);
    }

    [Theory]
    [InlineData(30, "ClockFine", CheckState.Fine)]
    [InlineData(-120, "ClockAway", CheckState.Look)]
    [InlineData(400, "ClockOff", CheckState.Wrong)]
    public async Task AClockThatIsAway_IsFound(int seconds, string code, CheckState state)
    {
        _issuer.Ahead = TimeSpan.FromSeconds(seconds);
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var found = Of(await RunAsync(portal), SignInPart.Clock);
        Assert.Equal((code, state), (found.Code, found.State));
        Assert.InRange((int)found.Figures[0], Math.Abs(seconds) - 3, Math.Abs(seconds) + 3);
    }

    [Fact]
    public async Task ADirectoryThatIsNone_IsNoSignInService()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer, "--AzureAd:TenantId", "00000000-0000-4000-8000-000000000000");
        Assert.Equal("IssuerNotOidc", Of(await RunAsync(portal, signIn: false), SignInPart.Issuer).Code);
    }

    [Fact]
    public async Task ARoleByGroup_SaysSo_AndGroupsThatTheTokenLeavesOutAreMissed()
    {
        const string Group = "0a000000-0000-4000-8000-00000000000a";
        await using var portal = await OwnPortal.StartAsync(_issuer, $"--Access:Groups:{Group}", Roles.FinanceReader);
        Assert.Equal("GroupsNotSaid", Of(await RunAsync(portal), SignInPart.Roles).Code);
        _issuer.Claims["groups"] = new[] { Group };
        var report = await RunAsync(portal);
        var line = report.Roles.Single(r => r.Role == Roles.FinanceReader);
        Assert.Equal((true, false), (line.Has, line.FromRole));
        Assert.Equal([Group], line.FromGroups);
        _issuer.Claims["roles"] = new[] { "Billing.Admin", "Something.Else" };
        Assert.Equal(("RolesUnknown", "Something.Else"), Of(await RunAsync(portal), SignInPart.Roles) is { } found ? (found.Code, found.Figures[0]) : default);
    }

    [Theory]
    [InlineData(400, "CertificateFine", CheckState.Fine)]
    [InlineData(12, "CertificateEnds", CheckState.Look)]
    [InlineData(-1, "CertificateEnded", CheckState.Wrong)]
    public async Task ACertificate_SaysHowLongItIsGood(int days, string code, CheckState state)
    {
        var file = await CertificateAsync(days);
        await using var portal = await OwnPortal.StartAsync(_issuer, CertificateAt(file));
        var found = Of(await RunAsync(portal, signIn: false), SignInPart.Application);
        Assert.Equal((code, state), (found.Code, found.State));
        Assert.Equal(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(days)), found.Figures[0]);
        if (days > 0) Assert.DoesNotContain("client_secret", _issuer.Asked.Keys);
        File.Delete(file);
    }

    [Fact]
    public async Task ACertificateThatIsNotThere_IsSaid()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer, CertificateAt(Path.Combine(Path.GetTempPath(), "none.pfx")));
        var found = Of(await RunAsync(portal, signIn: false), SignInPart.Application);
        Assert.Equal(("CertificateUnreadable", CheckState.Wrong), (found.Code, found.State));
    }

    [Fact]
    public async Task WithManyDirectories_ThePersonsOwnIsAsked()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var options = portal.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdConnectDefaults.AuthenticationScheme);
        (options.MetadataAddress, options.Authority) = (options.MetadataAddress!.Replace(TestIssuer.Tenant, "organizations", StringComparison.Ordinal), options.Authority!.Replace(TestIssuer.Tenant, "organizations", StringComparison.Ordinal));
        var person = new ClaimsPrincipal(new ClaimsIdentity([new("oid", Guid.NewGuid().ToString()), new("tid", TestIssuer.Tenant), new("name", "Kim")], "test"));
        var report = await portal.Services.GetRequiredService<SignInCheck>().RunAsync(Admin, portal.Address, person, Cancel);
        Assert.Equal("SecretFine", Of(report, SignInPart.Application).Code);
        Assert.Equal("organizations", report.TenantId);
        Assert.Equal("TokenGone", Of(report, SignInPart.Roles).Code);
    }

    private static string[] CertificateAt(string file) =>
        ["--AzureAd:ClientCertificates:0:SourceType", "Path", "--AzureAd:ClientCertificates:0:CertificateDiskPath", file, "--AzureAd:ClientCertificates:0:CertificatePassword", "pw"];

    private static async Task<string> CertificateAsync(int days)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=CommsCredits", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-30), TimeProvider.System.GetUtcNow().AddDays(days));
        var file = Path.Combine(Directory.CreateTempSubdirectory("commscredits-cert-").FullName, "app.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "pw"), Cancel);
        return file;
    }

    [Fact]
    public async Task NothingOfTheSecret_IsInTheReport()
    {
        await using var portal = await OwnPortal.StartAsync(_issuer);
        var report = await RunAsync(portal, then: () => RefuseAsync("invalid_client", $"AADSTS7000215: the secret {TestIssuer.Secret} is wrong"));
        Assert.DoesNotContain(TestIssuer.Secret, string.Join(' ', report.Findings.SelectMany(f => f.Figures).Append(report.ToString())));
    }

    private Task RefuseAsync(string error, string description)
    {
        _issuer.Refusal = (error, description);
        return Task.CompletedTask;
    }

    private static SignInFinding Of(SignInReport report, SignInPart part) => report.Findings.Single(f => f.Part == part);

    /// <summary>As the page does it, for a person who has signed in.</summary>
    /// <param name="then">What becomes of the issuer after that.</param>
    private async Task<SignInReport> RunAsync(OwnPortal portal, bool signIn = true, Func<Task>? then = null)
    {
        var person = signIn ? await SignedInAsync(portal) : new(new ClaimsIdentity());
        if (then is not null) await then();
        return await portal.Services.GetRequiredService<SignInCheck>().RunAsync(Admin, portal.Address, person, Cancel);
    }

    private async Task<ClaimsPrincipal> SignedInAsync(OwnPortal portal)
    {
        await portal.SignInAsync(_issuer);
        await using var db = portal.Services.GetRequiredService<IDbContextFactory<CommsCreditsDb>>().CreateDbContext();
        var session = await db.Sessions.OrderByDescending(s => s.Started).Select(s => s.Id).FirstAsync(Cancel);
        return (await portal.Services.GetRequiredService<SessionRenewal>().CurrentAsync(session, Cancel))!;
    }
}
