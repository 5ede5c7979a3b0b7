using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>Brings the database to this version before anything else runs: migrations, then the guards that a migration may have dropped, then the clock.</summary>
public sealed class DatabaseStart(Database database, PortalClock clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task RunAsync(CancellationToken cancel)
    {
        await using var db = database.Server();
        await db.Database.MigrateAsync(cancel);
        await LedgerGuards.PutUpAsync(db, cancel);
        await clock.LoadAsync(db, cancel);
    }
}
