using CommsCredits.Domain;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Clock;

/// <summary>The calendar by which the clock's page tells and takes times.</summary>
public sealed class ClockReader(Database database)
{
    public async Task<LocalCalendar> CalendarAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeOverview);
        return (await db.Organizations.SingleAsync(cancel)).ToDomain().Calendar;
    }
}
