using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Api;
using CommsCredits.Web.Setup;

namespace CommsCredits.Tests.Deploy;

/// <summary>The files an operator copies: loaded and asked by the programs that they are for, not only read.</summary>
public sealed partial class DeployFilesTests
{
    private const string Name = "credits.example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private static string Of(string file) => Repository.Of(Path.Combine("deploy", file));

    /// <summary>nginx loads the file, answers nobody who asks for another name, and redirects to the name that stands in it.</summary>
    [Fact]
    public async Task TheProxy_LoadsItsFile_AndAnswersForItsNameAlone()
    {
        var folder = Directory.CreateTempSubdirectory("commscredits-nginx-");
        try
        {
            var (http, https) = (FreePort(), FreePort());
            var config = await WriteAsync(folder.FullName, http, https);
            var (exit, said) = await RunAsync("nginx", ["-t", "-p", folder.FullName, "-c", config]);
            Assert.True(exit == 0, said);
            using var nginx = Process.Start(new ProcessStartInfo("nginx", ["-p", folder.FullName, "-c", config, "-g", "daemon off;"]) { RedirectStandardError = true })!;
            try
            {
                var redirect = await AskAsync(http, Name);
                Assert.StartsWith("HTTP/1.1 301", redirect);
                Assert.Contains($"Location: https://{Name}/account?a=1\r\n", redirect);
                // The name alone, not the version, which tells an attacker what to try
                Assert.Contains("Server: nginx\r\n", redirect);
                foreach (var other in new[] { "evil.example", "127.0.0.1", "evil.credits.example.com" }) Assert.Equal((other, ""), (other, await AskAsync(http, other)));
                Assert.StartsWith("HTTP/1.1 502", await AskAsync(https, Name, secure: true));
                foreach (var other in new[] { "evil.example", "127.0.0.1" }) await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(https, other, secure: true));
            }
            finally
            {
                nginx.Kill(entireProcessTree: true);
                await nginx.WaitForExitAsync(Cancel);
            }
        }
        catch (Win32Exception)
        {
            Assert.Skip("nginx is not installed.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Each upload that the portal takes passes the proxy, as a form too.</summary>
    [Fact]
    public void TheProxy_LetsThroughWhatThePortalTakes()
    {
        var most = long.Parse(MostBody().Match(File.ReadAllText(Of("nginx.conf"))).Groups[1].Value, CultureInfo.InvariantCulture) << 20;
        Assert.True(most >= new HostSettings().LargestUpload + UploadReceiver.FormBytes, $"{most} bytes are let through.");
    }

    /// <summary>What systemd itself thinks of the unit: at most 2.0 of 10.</summary>
    [Fact]
    public async Task TheUnit_IsLockedUp_AsSystemdMeasuresIt()
    {
        try
        {
            var (exit, said) = await RunAsync("systemd-analyze", ["security", "--offline=true", "--threshold=20", "--no-pager", Of("commscredits.service")]);
            Assert.True(exit == 0, said);
            TestContext.Current.TestOutputHelper?.WriteLine(said.Split('\n').Last(line => line.Contains("Overall exposure", StringComparison.Ordinal)));
        }
        catch (Win32Exception)
        {
            Assert.Skip("systemd-analyze is not installed.");
        }
    }

    /// <summary>A limit on memory and on threads: one service that goes wrong takes no machine with it.</summary>
    [Theory]
    [InlineData("commscredits.service", "MemoryMax=")]
    [InlineData("commscredits.service", "TasksMax=")]
    [InlineData("commscredits.service", "StateDirectoryMode=0700")]
    [InlineData("Dockerfile", "DOTNET_GCHeapHardLimit=")]
    [InlineData("Dockerfile", "dotnet restore CommsCredits.Web --locked-mode")]
    [InlineData("Dockerfile", "--no-restore")]
    [InlineData("Dockerfile", "USER $APP_UID")]
    public void EachFile_SaysIt(string file, string what) => Assert.Contains(File.ReadAllLines(Of(file)), line => !line.StartsWith('#') && line.Contains(what, StringComparison.Ordinal));

    /// <summary>No docker here: the order is what counts. A volume is whose its folder was when it was declared.</summary>
    [Fact]
    public void TheImage_MakesItsVolumesFolderForTheUserThatRunsIt()
    {
        var lines = File.ReadAllLines(Of("Dockerfile")).ToList();
        var (made, volume, user) = (lines.FindIndex(l => l == "RUN install -d -o $APP_UID -g $APP_UID -m 0700 /data"), lines.FindIndex(l => l == "VOLUME /data"), lines.FindIndex(l => l == "USER $APP_UID"));
        Assert.True(made >= 0 && made < volume && volume < user, $"{made} {volume} {user}");
        Assert.Contains(lines, l => l.StartsWith("ENV ", StringComparison.Ordinal) && l.Contains("Data__Folder=/data", StringComparison.Ordinal));
    }

    /// <summary>The file as it is, but for ports that are free here and a certificate that is there.</summary>
    private static async Task<string> WriteAsync(string folder, int http, int https)
    {
        var (certificate, _) = TestCertificates.For(Name);
        var (pem, key) = (Path.Combine(folder, "server.pem"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem(), Cancel);
        await File.WriteAllTextAsync(key, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(), Cancel);
        var shipped = await File.ReadAllTextAsync(Of("nginx.conf"), Cancel);
        var here = shipped.Replace("listen 80", $"listen 127.0.0.1:{http}", StringComparison.Ordinal).Replace("listen 443", $"listen 127.0.0.1:{https}", StringComparison.Ordinal)
            .Replace($"/etc/ssl/{Name}.pem", pem, StringComparison.Ordinal).Replace($"/etc/ssl/{Name}.key", key, StringComparison.Ordinal).Replace("127.0.0.1:5080", $"127.0.0.1:{FreePort()}", StringComparison.Ordinal);
        var (site, main) = (Path.Combine(folder, "site.conf"), Path.Combine(folder, "main.conf"));
        await File.WriteAllTextAsync(site, here, Cancel);
        foreach (var temporary in new[] { "body", "proxy", "fastcgi", "uwsgi", "scgi" }) Directory.CreateDirectory(Path.Combine(folder, temporary));
        await File.WriteAllTextAsync(main, $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            pid {{folder}}/pid; error_log {{folder}}/error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi; uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
                include {{site}};
            }
            """, Cancel);
        return main;
    }

    /// <summary>One request with this Host, and by https with this name in the handshake; empty where the connection is closed without a word. Waits until the server listens.</summary>
    private static async Task<string> AskAsync(int port, string host, bool secure = false)
    {
        using var socket = new TcpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, Cancel);
                break;
            }
            catch (SocketException) when (tries < 100)
            {
                await Task.Delay(50, Cancel);
            }
        }
        await using Stream stream = secure ? new SslStream(socket.GetStream()) : socket.GetStream();
        // Our own loopback, with a certificate that is made for this run
        if (stream is SslStream ssl) await ssl.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = (_, _, _, _) => true }, Cancel);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /account?a=1 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), Cancel);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(Cancel);
    }

    private static async Task<(int Exit, string Said)> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await said + await complained);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^\s*client_max_body_size (\d+)m;", RegexOptions.Multiline)]
    private static partial Regex MostBody();
}
