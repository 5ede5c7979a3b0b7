using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommsCredits.Tests.Security;

/// <summary>A log is read by whoever runs the server, and copied elsewhere: it has ids, codes and counts, but no name, no login, no phone number and no network address of a person, and no secret (R3.2).</summary>
public sealed partial class LogsTests(PortalServer portal)
{
    private static readonly Guid s_marlow = new("0192f000-0000-7000-8000-000000000001");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheLog_KnowsNobody()
    {
        await using var server = await portal.CopyAsync(_ => Task.CompletedTask, "--Logging:LogLevel:Default", "Information", "--Logging:LogLevel:Microsoft.AspNetCore", "Warning", "--Host:SignInsPerAddress", "9");
        var lines = new Lines();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        foreach (var login in new[] { EveryPage.Ana, EveryPage.Jonas, "sam.okafor@marlow.example" })
        {
            var browser = server.Browser();
            await browser.SignInAsync(login);
            foreach (var address in (await EveryPage.OfAsync(server.Services, Cancel)).Select(p => p.Address).Concat(["/usage/calls?q=Bela", "/privacy?q=bela.sato", "/privacy/person.json?id=x", "/ledger.csv", "/no/such", "/statements/2026-09.pdf"])) await browser.GetAsync(address, Cancel);
            await browser.PostAsync("/signout", new FormUrlEncodedContent([new("name", login)]), Cancel);
        }
        for (var i = 0; i < 20; i++) await server.Browser().GetAsync("/signin?returnUrl=/", Cancel);
        await using (var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "PSTN.calls.2026-10.dirty.csv"))) await server.Services.GetRequiredService<UsageOperations>().StartImportAsync(Actor.CommandLine(s_marlow), "Bela Sato's calls.csv", file, Cancel);
        await server.Services.GetRequiredService<ImportQueue>().RunWaitingAsync(Cancel);
        await TwoOrganizationsTests.BuyAsync(server, s_marlow);
        await server.Services.GetRequiredService<JobRunner>().RunDueAsync(Cancel);

        Assert.Contains(lines.All, l => l.Contains("over a limit", StringComparison.Ordinal));
        Assert.Empty(lines.All.Where(l => Personal().IsMatch(l)).Take(5));
    }

    /// <summary>Names and logins of the demo's people, phone numbers, network addresses, cookies and keys.</summary>
    [GeneratedRegex(@"Ana Ruiz|Jonas Weber|Sam Okafor|Bela|Rosa Khan|@(marlow|harborlane)\.example|\+\d{8,}|\b127\.0\.0\.1\b|::1\b|CfDJ8|\bcc_[A-Za-z0-9]", RegexOptions.IgnoreCase)]
    private static partial Regex Personal();

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
