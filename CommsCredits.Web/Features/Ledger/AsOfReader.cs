using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>What the pool held at an instant, by when things happened: what was booked later for an earlier time is in it.</summary>
/// <param name="Local">The time as the organization's clocks showed it.</param>
/// <param name="Lots">Those that held something, in the order of their numbers.</param>
/// <param name="IsBefore">The books had not begun: nothing is known.</param>
public sealed record BalanceAsOf(DateTime Local, Money Balance, Money Overdraft, IReadOnlyList<(int Lot, Money Held)> Lots, bool IsBefore, DateOnly BooksBegin);

/// <summary>Answers from the sums by day up to the day before, and the entries of the day itself: no whole ledger is read.</summary>
public sealed class AsOfReader(Database database, TimeProvider clock)
{
    /// <param name="local">As the organization's clocks show it; a time that has not come yet is now.</param>
    public async Task<BalanceAsOf> ReadAsync(Actor actor, DateTime local, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeLedger);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var (calendar, now) = (organization.Calendar, clock.GetUtcNow().UtcDateTime);
        var instant = calendar.InstantOf(local) is var asked && asked < now ? asked : now;
        var shown = calendar.WallClock(instant);
        if (instant < organization.BooksBeginAt) return new(shown, Money.Zero, Money.Zero, [], IsBefore: true, organization.BooksBegin);
        var books = new Dictionary<Book, Money>();
        var day = calendar.DayOf(instant);
        foreach (var sum in await db.DaySums.AsNoTracking().Where(s => s.Day < day).ToListAsync(cancel)) Move(books, sum.From, sum.To, sum.Amount);
        foreach (var entry in await OfDayAsync(db, calendar, day, instant, cancel)) Move(books, entry.From, entry.To, entry.Amount);
        var lots = books.Where(b => b.Key.IsLot && !b.Value.IsZero).Select(b => (b.Key.LotNumber, b.Value)).OrderBy(l => l.LotNumber).ToList();
        var overdraft = -books.GetValueOrDefault(Book.Overdraft);
        return new(shown, lots.Select(l => l.Value).Total() - overdraft, overdraft, lots, IsBefore: false, organization.BooksBegin);
    }

    /// <summary>What happened on the day until the instant. A lapse stands at the end of its lot, which is the first instant of the next day, yet belongs to the day before (R4.4): that one is in the sums.</summary>
    private static async Task<IEnumerable<(Book From, Book To, Money Amount)>> OfDayAsync(CommsCreditsDb db, LocalCalendar calendar, DateOnly day, DateTime instant, CancellationToken cancel)
    {
        var (start, month) = (calendar.StartOf(day), Month.Of(day));
        var entries = await db.Entries.AsNoTracking().Where(e => (e.BookingMonth == month || e.IsLate) && e.Effective >= start && e.Effective <= instant).Select(e => new { e.From, e.To, e.Amount, e.Kind, e.Effective }).ToListAsync(cancel);
        return entries.Where(e => e.Effective > start || e.Kind is not (EntryKind.Expiry or EntryKind.ExpiryReversal)).Select(e => (e.From, e.To, e.Amount));
    }

    private static void Move(Dictionary<Book, Money> books, Book from, Book to, Money amount)
    {
        books[from] = books.GetValueOrDefault(from) - amount;
        books[to] = books.GetValueOrDefault(to) + amount;
    }
}
