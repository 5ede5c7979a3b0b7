using System.Collections.Concurrent;

namespace CommsCredits.Web.Jobs;

/// <summary>How a job last went for one organization.</summary>
/// <param name="Ended">The machine's time (UTC), as everything here.</param>
/// <param name="Fault">Why that run failed; null where it did not.</param>
/// <param name="LastFault">The last run that failed, also where later ones were fine; null where none did.</param>
public sealed record JobRun(DateTime Ended, TimeSpan Took, JobFault? Fault, (JobFault Fault, DateTime At)? LastFault);

/// <summary>What the runner knows of its jobs since this process began. It is in memory only: a job works from the state of the database and needs none of it.</summary>
public sealed class JobRecord
{
    private readonly ConcurrentDictionary<(Guid Organization, string Job), JobRun> _runs = new();

    /// <summary>Null where the job has not run for the organization yet.</summary>
    public JobRun? Of(Guid organization, string job) => _runs.GetValueOrDefault((organization, job));

    public void Keep(Guid organization, string job, DateTime ended, TimeSpan took, JobFault? fault) => _runs.AddOrUpdate((organization, job),
        _ => new(ended, took, fault, fault is { } first ? (first, ended) : null),
        (_, before) => new(ended, took, fault, fault is { } another ? (another, ended) : before.LastFault));
}
