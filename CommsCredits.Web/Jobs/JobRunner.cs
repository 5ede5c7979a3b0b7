using System.Diagnostics;
using System.Diagnostics.Metrics;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Jobs;

/// <summary>
/// Runs every job for every organization, in the order they are registered: a second after the start, when the books moved, and each half minute. One fault stops neither the other jobs nor the next round.
/// </summary>
public sealed class JobRunner(Database database, IEnumerable<IJob> jobs, BalanceFeed feed, DatabaseFile file, ILogger<JobRunner> log) : BackgroundService
{
    public const string MeterName = "CommsCredits.Jobs";
    private static readonly Meter s_meter = new(MeterName);
    private static readonly Histogram<double> s_runs = s_meter.CreateHistogram<double>("commscredits.job.duration", "s", "How long a job took for one organization.");
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    /// <summary>The first page comes before the first round: a server that starts answers sooner.</summary>
    internal static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1);

    /// <summary>A round is due each half minute; one that takes this long hangs.</summary>
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _oneRound = new(1, 1);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly IJob[] _jobs = [.. jobs];
    private readonly JobRecord _record = new();

    /// <summary>When a round of jobs last ended, or the server began (the machine's time).</summary>
    public DateTimeOffset LastRound { get; private set; } = TimeProvider.System.GetUtcNow();

    /// <summary>True where no round has ended for ten minutes: nothing is sent, bought or closed.</summary>
    public bool IsSilent => TimeProvider.System.GetUtcNow() - LastRound >= s_longestSilence;

    /// <summary>Every job in the order of a round, and how it last went for the organization; null where it has not run yet.</summary>
    public IReadOnlyList<(string Job, JobRun? Run)> RunsOf(Guid organizationId) => [.. _jobs.Select(j => (j.Name, _record.Of(organizationId, j.Name)))];

    /// <summary>Does all that is due now and comes back when it is done; the clock, the commands and tests call this too.</summary>
    public async Task RunDueAsync(CancellationToken cancel)
    {
        try
        {
            await RunDueAsync(await OrganizationsAsync(cancel), cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            file.Report(fault);
            throw;
        }
    }

    /// <summary>The same for some organizations.</summary>
    public async Task RunDueAsync(IReadOnlyList<Guid> organizations, CancellationToken cancel)
    {
        await _oneRound.WaitAsync(cancel);
        try
        {
            foreach (var organizationId in organizations)
                foreach (var job in _jobs)
                    await RunAsync(job, organizationId, cancel);
        }
        finally
        {
            _oneRound.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(null, _ => Wake());
        try
        {
            await Task.Delay(AfterStart, TimeProvider.System, stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await RunRoundAsync(stoppingToken);
                await _wake.WaitAsync(s_pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("The jobs stop with the server.");
        }
    }

    private async Task RunRoundAsync(CancellationToken cancel)
    {
        try
        {
            await RunDueAsync(cancel);
            LastRound = TimeProvider.System.GetUtcNow();
        }
        catch (DatabaseLostException lost)
        {
            // Said once, by the file's own watch: nothing is due while nothing can be booked.
            log.LogDebug(lost, "No round of jobs.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "A round of jobs failed; the next one comes in {Pause}.", s_pause);
        }
    }

    private async Task RunAsync(IJob job, Guid organizationId, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        JobFault? why = null;
        try
        {
            await job.RunAsync(organizationId, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            file.Report(fault);
            why = JobFaults.Of(fault);
            log.LogError(fault, "The job {Job} failed for organization {Organization}; it is tried again in the next round.", job.Name, organizationId);
        }
        var took = Stopwatch.GetElapsedTime(begun);
        s_runs.Record(took.TotalSeconds, new("job", job.Name), new("outcome", why is null ? "done" : "failed"));
        _record.Keep(organizationId, job.Name, TimeProvider.System.GetUtcNow().UtcDateTime, took, why);
    }

    private async Task<List<Guid>> OrganizationsAsync(CancellationToken cancel)
    {
        await using var db = database.Server();
        return await db.Organizations.IgnoreQueryFilters().OrderBy(o => o.Name).Select(o => o.Id).ToListAsync(cancel);
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another change has woken the runner in the meantime: one wake is enough.
            }
        }
    }
}
