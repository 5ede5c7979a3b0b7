using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommsCredits.Web.Setup;

/// <summary>The database, the one writer, and the clock.</summary>
public static class Persistence
{
    public const string FileName = Data.DataFolder.DatabaseName;

    public static IServiceCollection AddPersistence(this IServiceCollection services, string dataFolder)
    {
        PrivateFiles.Demand();
        Directory.CreateDirectory(dataFolder);
        var folder = new DataFolder(dataFolder);
        services.AddSingleton(folder);
        services.AddSingleton<SqliteSettings>();
        services.AddSingleton<DatabaseFile>();
        services.AddSingleton<SqliteStop>();
        services.AddDbContextFactory<CommsCreditsDb>((provider, options) => options
            .UseSqlite(folder.Connection).AddInterceptors(provider.GetRequiredService<SqliteSettings>(), provider.GetRequiredService<SqliteStop>())
            // SQLite makes a table anew to change it, with foreign keys off, which works outside a transaction only: nobody has the file open then, and an upgrade is made after a backup.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning)));
        services.AddSingleton<PortalClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<PortalClock>());
        services.AddSingleton(provider => ClockSettings.Of(provider.GetService<IConfiguration>(), provider.GetService<IHostEnvironment>()));
        services.AddSingleton(provider => AccessSettings.Of(provider.GetService<IConfiguration>()));
        services.AddSingleton<Refusals>();
        services.AddSingleton<Database>();
        services.AddSingleton<FolderGuard>();
        services.AddSingleton(provider => BackupSettings.Of(provider.GetService<IConfiguration>()));
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<OrganizationSetup>();
        services.AddSingleton<StatementBooks>();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<BalanceFeed>();
        services.AddSingleton<PagePulse>();
        services.AddScoped<PageFeed>();
        services.AddSingleton<PostingNotices>();
        services.AddSingleton<LedgerWriter>();
        services.AddSingleton<BooksBackup>();
        services.AddSingleton<BooksAlarm>();
        services.AddSingleton<BackupSchedule>();
        services.AddSingleton<BooksRestore>();
        return services;
    }
}
