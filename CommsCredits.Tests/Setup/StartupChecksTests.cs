using CommsCredits.Web.Mail;
using CommsCredits.Web.Setup;
using Microsoft.Extensions.Configuration;

namespace CommsCredits.Tests.Setup;

public sealed class StartupChecksTests
{
    private static readonly string[] s_good =
    [
        "--environment", "Production", "--AzureAd:Instance", "https://login.example/", "--AzureAd:TenantId", "6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10",
        "--AzureAd:ClientId", "c0a80101-57d3-4b6e-8f2a-1e4d6c8b0a92", "--AzureAd:ClientSecret", "secret", "--DevSignIn:Embedded", "false", "--Data:Folder", Path.GetTempPath(), "--AllowedHosts", "credits.example",
    ];

    [Fact]
    public void Production_WithUnsafeSettings_ListsThemAll()
    {
        var refused = Assert.Throws<UnsafeSettingsException>(() => PortalHost.Build(
            ["--environment", "Production", "--DevSignIn:Embedded", "true", "--Payments:Sandbox", "true", "--Clock:Movable", "true", "--AzureAd:Instance", "http://localhost/", "--AzureAd:TenantId", "common"]));
        string[] named = ["DevSignIn:Embedded", "Payments:Sandbox", "Clock:Movable", "AzureAd:ClientId", "AzureAd:ClientSecret", "AzureAd:Instance", "AzureAd:TenantId", "AllowedHosts"];
        Assert.Equal(named.Order(), refused.Faults.Select(f => f.Split(' ')[0]).Order());
        Assert.All(refused.Faults, fault => Assert.Contains(fault, refused.Message));
    }

    [Fact]
    public async Task Production_WithSafeSettings_IsBuilt_AndHasNoIssuer()
    {
        await using var app = PortalHost.Build(s_good);
        Assert.DoesNotContain(((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints), e => e.DisplayName?.Contains("_dev-entra") == true);
    }

    [Theory]
    [InlineData(null, "Mail:Host", "smtp.example")]
    [InlineData("Mail:Security", "Mail:Host", "smtp.example", "Mail:Security", "None")]
    [InlineData(null, "Mail:Host", "127.0.0.1", "Mail:Security", "None")]
    [InlineData(null, "Mail:Host", "localhost", "Mail:Security", "none")]
    [InlineData("Mail:Security", "Mail:Host", "smtp.example", "Mail:Security", "Tls")]
    [InlineData("Mail:User", "Mail:Host", "smtp.example", "Mail:User", "portal")]
    [InlineData(null, "Mail:Host", "smtp.example", "Mail:User", "portal", "Mail:Password", "secret")]
    [InlineData("Mail:PasswordFile:", "Mail:Host", "smtp.example", "Mail:User", "portal", "Mail:PasswordFile", "/no/such/file")]
    [InlineData("Mail:From", "Mail:From", "CommsCredits")]
    [InlineData("Mail:PortalAddress", "Mail:PortalAddress", "http://credits.example")]
    [InlineData("Mail:TimeoutSeconds", "Mail:Host", "smtp.example", "Mail:TimeoutSeconds", "0")]
    public void MailSettings_AreSafe_OrNamed(string? named, params string[] settings)
    {
        var pairs = settings.Chunk(2).Select(p => KeyValuePair.Create(p[0], (string?)p[1]));
        var faults = MailSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build()).Faults().Select(f => f.Split(' ')[0]);
        Assert.Equal(named is null ? [] : [named], faults);
    }

    [Fact]
    public void ThePassword_IsInNoLine()
    {
        var settings = new MailSettings { Host = "smtp.example", User = "portal", Password = "hush" };
        Assert.DoesNotContain("hush", settings.ToString() + string.Join("", settings.Faults()));
        Assert.Throws<UnsafeSettingsException>(() => PortalHost.Build([.. s_good, "--Mail:Host", "smtp.example", "--Mail:Security", "None"]));
    }

    [Fact]
    public async Task Program_WithUnsafeSettings_EndsWithOne()
    {
        var main = typeof(PortalHost).Assembly.EntryPoint!;
        var exit = main.Invoke(null, [new[] { "--environment", "Production", "--DevSignIn:Embedded", "true" }]);
        Assert.Equal(1, exit is Task<int> running ? await running : exit);
    }
}
