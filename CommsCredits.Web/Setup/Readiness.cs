using CommsCredits.Web.Data;
using CommsCredits.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Setup;

/// <summary>Whether the portal can do its work. No limit stands before the question, so it is looked into once a second at the most, however often it is asked.</summary>
public sealed class Readiness(Database database, JobRunner jobs)
{
    private static readonly TimeSpan s_goodFor = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private Task<bool>? _looked;
    private long _at;

    public Task<bool> IsReadyAsync()
    {
        lock (_lock)
        {
            if (_looked is { IsCompleted: false } || _looked is not null && TimeProvider.System.GetElapsedTime(_at) < s_goodFor) return _looked;
            _at = TimeProvider.System.GetTimestamp();
            return _looked = Task.Run(LookAsync);
        }
    }

    private async Task<bool> LookAsync()
    {
        if (jobs.IsSilent) return false;
        try
        {
            await using var db = database.Server();
            await db.Organizations.IgnoreQueryFilters().AnyAsync();
            return true;
        }
        catch (Exception fault) when (fault is Microsoft.Data.Sqlite.SqliteException or InvalidOperationException)
        {
            return false;
        }
    }
}
