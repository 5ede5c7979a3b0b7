using CommsCredits.Tests.Support;
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

    [Theory]
    [InlineData("AllowedHosts", "AllowedHosts", "*;credits.example.com")]
    [InlineData("AllowedHosts", "AllowedHosts", "credits.example.com; * ")]
    [InlineData("AllowedHosts", "AllowedHosts", "*.example.com")]
    [InlineData("AllowedHosts", "AllowedHosts", " ; ")]
    [InlineData(null, "AllowedHosts", "credits.example.com;credits.example.org")]
    [InlineData("Host:KnownProxies:", "Host:KnownProxies:0", "0.0.0.0/0")]
    [InlineData("Host:KnownProxies:", "Host:KnownProxies:0", "::/0")]
    [InlineData("Host:KnownProxies:", "Host:KnownProxies:0", "128.0.0.0/1")]
    [InlineData(null, "Host:KnownProxies:0", "10.0.0.0/8")]
    [InlineData(null, "Host:KnownProxies:0", "fc00::/7")]
    [InlineData(null, "Host:KnownProxies:0", "127.0.0.1")]
    [InlineData("Access:GraphAddress", "Access:GraphAddress", "http://graph.example/")]
    [InlineData("Access:GraphAddress", "Access:GraphAddress", "graph.example")]
    [InlineData(null, "Access:GraphAddress", "https://graph.example/")]
    public void WhatWouldOpenADoor_IsNamed(string? named, string key, string value)
    {
        var pairs = s_good.Where(a => a.StartsWith("--", StringComparison.Ordinal)).Select((a, i) => KeyValuePair.Create(a[2..], (string?)s_good[Array.IndexOf(s_good, a) + 1])).Append(KeyValuePair.Create(key, (string?)value));
        var settings = new ConfigurationBuilder();
        foreach (var pair in pairs) settings.AddInMemoryCollection([pair]);
        Assert.Equal(named is null ? [] : [named], StartupChecks.Faults(settings.Build()).Select(f => f.Split(' ')[0]));
    }

    /// <summary>A demo's books, whose time was moved, under a portal in production: lots and months would end on other days than they do.</summary>
    [Theory]
    [InlineData("Production", true)]
    [InlineData("Staging", true)]
    [InlineData("Development", false)]
    public async Task AMovedClock_StopsEveryStartButDevelopments(string environment, bool stops)
    {
        await using var books = await TestBooks.OpenAsync();
        await books.TamperAsync($"INSERT INTO Clock (Id, OffsetTicks) VALUES (1, {TimeSpan.FromDays(2).Ticks})");
        var start = new Web.Data.DatabaseStart(books.Get<Web.Data.Database>(), books.Get<Web.Data.PortalClock>(), books.Get<Web.Data.DataFolder>(), books.Get<Web.Data.BackupSettings>(), books.Get<Web.Data.DatabaseFile>(),
            new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { EnvironmentName = environment });
        if (stops) Assert.Contains("does not start", (await Assert.ThrowsAsync<Web.Data.MovedClockException>(() => start.StartAsync(TestBooks.Cancel))).Message, StringComparison.Ordinal);
        else await start.StartAsync(TestBooks.Cancel);
    }

    /// <summary>Whoever else has an account on the machine reads nothing of what the portal keeps.</summary>
    [Fact]
    public async Task WhatThePortalWrites_IsItsUsersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such rights.");
            return;
        }
        var folder = Path.Combine(Directory.CreateTempSubdirectory("commscredits-private-").FullName, "data");
        try
        {
            await using (var app = PortalHost.Build([.. s_good, "--Data:Folder", folder, "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Error"]))
            {
                await app.StartAsync(TestBooks.Cancel);
                await app.StopAsync(TestBooks.Cancel);
            }
            const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
            var written = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder).ToList();
            Assert.Contains(written, path => path.EndsWith(".db", StringComparison.Ordinal));
            foreach (var path in written) Assert.True((File.GetUnixFileMode(path) & others) == 0, $"{path}: {File.GetUnixFileMode(path)}");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
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
