using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// Takes names and numbers out of calls (R3.2, R12.4). What stays is what the books are made of: the opaque id, the destination's country, seconds, kind and charge; so statements still add up, and the same
/// file read again is still known.
/// </summary>
internal static class CallDetail
{
    /// <summary>Small enough that nobody waits for the writer.</summary>
    private const int Most = 2_000;

    /// <summary>Takes it out of calls that started before an instant, oldest first, as many as one write may. How many; zero: there are no more.</summary>
    public static Task<int> ForgetBeforeAsync(CommsCreditsDb db, DateTime before, CancellationToken cancel)
    {
        var some = db.Calls.Where(c => c.Start < before && (c.PersonName != null || c.CallerNumber != null || c.DestinationNumber != null)).OrderBy(c => c.Start).Select(c => c.Key).Take(Most);
        return db.Calls.Where(c => some.Contains(c.Key)).ExecuteUpdateAsync(Emptied, cancel);
    }

    /// <summary>Takes it out of one person's calls.</summary>
    public static Task<int> ForgetPersonAsync(CommsCreditsDb db, string personId, CancellationToken cancel) =>
        db.Calls.Where(c => c.PersonId == personId && (c.PersonName != null || c.CallerNumber != null || c.DestinationNumber != null)).ExecuteUpdateAsync(Emptied, cancel);

    /// <summary>Names of people of whom no call has one any more.</summary>
    public static Task<int> ForgetNamesAsync(CommsCreditsDb db, CancellationToken cancel) =>
        db.CallPeople.Where(p => !db.Calls.Any(c => c.PersonId == p.Id && c.PersonName != null)).ExecuteDeleteAsync(cancel);

    /// <summary>Lines that were held back or could not be read, of imports before an instant, where nobody has to decide any more.</summary>
    public static async Task<int> ForgetLinesAsync(CommsCreditsDb db, DateTime before, CancellationToken cancel)
    {
        var old = db.Imports.Where(i => i.Started < before).Select(i => i.Id);
        return await db.UnreadableLines.Where(l => old.Contains(l.ImportId) && l.Text != "").ExecuteUpdateAsync(set => set.SetProperty(l => l.Text, ""), cancel)
            + await db.CallExceptions.Where(e => e.Resolved != null && e.Start < before && (e.PersonName != null || e.DestinationNumber != null || e.Record != "{}"))
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.PersonName, (string?)null).SetProperty(e => e.DestinationNumber, (string?)null).SetProperty(e => e.Record, "{}"), cancel);
    }

    private static void Emptied(Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Rows.CallRow> set) =>
        set.SetProperty(c => c.PersonName, (string?)null).SetProperty(c => c.CallerNumber, (string?)null).SetProperty(c => c.DestinationNumber, (string?)null);
}
