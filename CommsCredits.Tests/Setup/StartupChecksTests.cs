using CommsCredits.Web.Setup;

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

    [Fact]
    public async Task Program_WithUnsafeSettings_EndsWithOne()
    {
        var main = typeof(PortalHost).Assembly.EntryPoint!;
        var exit = main.Invoke(null, [new[] { "--environment", "Production", "--DevSignIn:Embedded", "true" }]);
        Assert.Equal(1, exit is Task<int> running ? await running : exit);
    }
}
