using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// The one clock of the portal. In production it is the machine's. In development a demo database may carry its own time (R15): kept in the database, forward only.
/// </summary>
public sealed class PortalClock : TimeProvider
{
    private const int RowId = 1;
    private long _offsetTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>True where the time is not the machine's.</summary>
    public bool IsMoved => Interlocked.Read(ref _offsetTicks) != 0;

    /// <summary>Takes the time that the database carries: so many ticks from the machine's.</summary>
    internal void Load(long offsetTicks) => Interlocked.Exchange(ref _offsetTicks, offsetTicks);

    /// <summary>Sets the time of a new demo database, or moves it forward; a step back throws.</summary>
    public async Task SetAsync(CommsCreditsDb db, DateTime instant, CancellationToken cancel)
    {
        var offset = instant.Ticks - System.GetUtcNow().UtcDateTime.Ticks;
        if (Math.Abs(offset) < TimeSpan.TicksPerSecond) offset = 0;
        var row = await db.Clock.SingleOrDefaultAsync(c => c.Id == RowId, cancel);
        if (row is not null && offset < row.OffsetTicks) throw new ArgumentOutOfRangeException(nameof(instant), "The development clock moves forward only (R15).");
        if (row is null) db.Clock.Add(new ClockRow { Id = RowId, OffsetTicks = offset });
        else row.OffsetTicks = offset;
        await db.SaveChangesAsync(cancel);
        Interlocked.Exchange(ref _offsetTicks, offset);
    }
}
