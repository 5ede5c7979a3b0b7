using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Jobs;

/// <summary>
/// A month closes by itself at the local midnight after the 3rd day of the next month, in order (R12.3). While the set-up of an organization is not finished none does, for two weeks at most: what is left of earlier
/// purchases and the first exports belong into months that may have ended before the portal was there.
/// </summary>
public sealed class CloseMonths(Database database, MonthClosing closing, TimeProvider clock) : IJob
{
    private const int DaysAfterEnd = 3;
    private static readonly TimeSpan s_setUpTakes = TimeSpan.FromDays(14);

    public string Name => "close-months";

    public async Task RunAsync(Guid organizationId, CancellationToken cancel)
    {
        var actor = Actor.Job(organizationId, Name);
        while (await NextDueAsync(actor, cancel) is { } month) await closing.CloseAsync(actor, month, cancel);
    }

    private async Task<Month?> NextDueAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeStatements);
        var row = await db.Organizations.SingleAsync(cancel);
        if (row.SetUp is null && await BeganAsync(db, cancel) is { } began && clock.GetUtcNow().UtcDateTime - began < s_setUpTakes) return null;
        var organization = row.ToDomain();
        var pool = await db.Pools.SingleAsync(cancel);
        var month = pool.LastClosed?.Next ?? Month.Of(organization.BooksBegin);
        return clock.GetUtcNow().UtcDateTime >= organization.Calendar.EndOf(month.Next.FirstDay.AddDays(DaysAfterEnd - 1)) ? month : null;
    }

    /// <summary>The first line of the audit trail says when the organization was made.</summary>
    private static Task<DateTime?> BeganAsync(CommsCreditsDb db, CancellationToken cancel) => db.Audit.OrderBy(a => a.Sequence).Select(a => (DateTime?)a.At).FirstOrDefaultAsync(cancel);
}
