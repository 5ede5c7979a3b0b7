using CommsCredits.Web.Data;

namespace CommsCredits.Web.CommandLine.Demo;

/// <summary>In development a portal that starts on an empty database makes the demo first (<c>Demo:WhenEmpty</c>), so that one command shows a living portal.</summary>
public sealed class DemoStart(DatabaseStart database, DemoSeed seed, IConfiguration settings, IHostEnvironment environment, ILogger<DemoStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment() || !settings.GetValue<bool>("Demo:WhenEmpty") || !database.WasEmpty) return;
        log.LogInformation("The database is empty: making fourteen months of demo data, which takes about half a minute.");
        var made = await seed.RunAsync(new(), cancellationToken);
        log.LogInformation("The demo is ready: {Organization} with {Entries} entries.", made.Organization, made.Entries);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
