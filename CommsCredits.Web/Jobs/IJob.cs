namespace CommsCredits.Web.Jobs;

/// <summary>
/// Work that is due by the state of the database, not by a tick: a stopped server catches up (lots that ended and still hold money, months past their third day).
/// Run twice, it finds nothing the second time.
/// </summary>
public interface IJob
{
    string Name { get; }

    /// <summary>Does what is due now for one organization.</summary>
    Task RunAsync(Guid organizationId, CancellationToken cancel);
}
