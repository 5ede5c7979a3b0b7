using CommsCredits.Domain;
using CommsCredits.Web.CommandLine.Demo;
using CommsCredits.Web.Data;
using CommsCredits.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.CommandLine;

/// <summary>The same services as the portal's, without its pages: the same settings, the same database, beside a running server if there is one.</summary>
public sealed class CommandHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly FolderLock? _lock;

    private CommandHost(IHost host, FolderLock? held) => (_host, _lock) = (host, held);

    public IServiceProvider Services => _host.Services;
    public bool IsDevelopment => Get<IHostEnvironment>().IsDevelopment();

    /// <param name="dataFolder">Null: as the settings say.</param>
    /// <param name="settingsFolder">Where <c>appsettings.json</c> lies; null: this folder, or the program's.</param>
    /// <param name="environment">Null: as <c>ASPNETCORE_ENVIRONMENT</c> says.</param>
    /// <param name="use">What becomes of the books that are there.</param>
    public static async Task<CommandHost> OpenAsync(string? dataFolder, CancellationToken cancel, string? settingsFolder = null, string? environment = null, BooksUse use = BooksUse.Open)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = settingsFolder ?? (File.Exists("appsettings.json") ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory),
            EnvironmentName = environment ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"),
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddPersistence(dataFolder ?? builder.DataFolder()).AddFeatures().AddJobs().AddPayments(builder.Configuration).AddDemo();
        var host = builder.Build();
        var held = use == BooksUse.Replace ? null : FolderLock.Shared(host.Services.GetRequiredService<DataFolder>());
        if (use == BooksUse.Open) await host.Services.GetRequiredService<DatabaseStart>().RunAsync(cancel);
        return new(host, held);
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The organization with this name or id; without one, the only one, or the one of the configured tenant. None fits: throws <see cref="CommandException"/> that lists them.</summary>
    public async Task<Actor> ActorAsync(string? organization, CancellationToken cancel)
    {
        await using var db = Get<Database>().Server();
        var all = await db.Organizations.IgnoreQueryFilters().AsNoTracking().OrderBy(o => o.Name).ToListAsync(cancel);
        if (all.Count == 0) throw new CommandException("There is no organization yet. Start the portal once, or make a demo: commscredits demo.");
        var home = Get<IConfiguration>()["AzureAd:TenantId"];
        var found = organization is null
            ? all.Count == 1 ? all[0] : all.Find(o => string.Equals(o.TenantId.ToString("D"), home, StringComparison.OrdinalIgnoreCase))
            : all.Find(o => string.Equals(o.Name, organization, StringComparison.OrdinalIgnoreCase) || o.Id.ToString("D") == organization);
        return found is not null
            ? Actor.CommandLine(found.Id)
            : throw new CommandException($"Say which organization with --organization: {string.Join(", ", all.Select(o => $"'{o.Name}'"))}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else _host.Dispose();
        _lock?.Dispose();
    }
}

/// <summary>Opened and brought to this version; left as they are; or about to be replaced, which takes a lock of its own.</summary>
public enum BooksUse { Open, LeaveAlone, Replace }

/// <summary>What the operator did cannot be done; the message says why and what to do. Exit code 2.</summary>
public sealed class CommandException(string message) : Exception(message);
