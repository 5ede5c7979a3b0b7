using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Jobs;

/// <summary>A month closes by itself at the local midnight after the 3rd day of the next month, in order (R12.3).</summary>
public sealed class CloseMonths(Database database, MonthClosing closing, TimeProvider clock) : IJob
{
    private const int DaysAfterEnd = 3;

    public string Name => "close-months";

    public async Task RunAsync(Guid organizationId, CancellationToken cancel)
    {
        var actor = Actor.Job(organizationId, Name);
        while (await NextDueAsync(actor, cancel) is { } month) await closing.CloseAsync(actor, month, cancel);
    }

    private async Task<Month?> NextDueAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeStatements);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var pool = await db.Pools.SingleAsync(cancel);
        var month = pool.LastClosed?.Next ?? Month.Of(organization.BooksBegin);
        return clock.GetUtcNow().UtcDateTime >= organization.Calendar.EndOf(month.Next.FirstDay.AddDays(DaysAfterEnd - 1)) ? month : null;
    }
}
