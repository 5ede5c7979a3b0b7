using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger.Mending;

/// <summary>A purchase that the payer's bank took back (R6.8).</summary>
/// <param name="Number">The bank's own.</param>
public sealed record Dispute(int Lot, string Number, Money Amount, DateTime Lost, bool IsWon, long FirstSequence);

/// <summary>The disputes of a lot, from what was posted for them: <c>dispute:{lot}/{number}</c>, and <c>dispute-won:{lot}/{number}</c> once won.</summary>
public static class Disputes
{
    public const string Lost = "dispute:";
    private const string Won = "dispute-won:";

    public static string LostKey(int lot, string number) => string.Create(CultureInfo.InvariantCulture, $"{Lost}{lot}/{number}");

    public static string WonKey(int lot, string number) => string.Create(CultureInfo.InvariantCulture, $"{Won}{lot}/{number}");

    /// <summary>The bank's number in an entry's reference; null where it is none of a dispute.</summary>
    public static string? NumberIn(string reference) => reference.StartsWith(Lost, StringComparison.Ordinal) ? reference[(reference.IndexOf('/') + 1)..] : null;

    public static async Task<IReadOnlyList<Dispute>> OfLotAsync(CommsCreditsDb db, int lot, CancellationToken cancel)
    {
        var (lost, won) = (LostKey(lot, ""), WonKey(lot, ""));
        var rows = await db.Postings.Where(p => p.Key.StartsWith(lost) || p.Key.StartsWith(won)).OrderBy(p => p.FirstSequence).ToListAsync(cancel);
        var back = rows.Where(r => r.Key.StartsWith(won, StringComparison.Ordinal)).Select(r => r.Key[won.Length..]).ToHashSet();
        return [.. rows.Where(r => r.Key.StartsWith(lost, StringComparison.Ordinal)).Select(r => new Dispute(lot, r.Key[lost.Length..], AmountOf(r.Content), r.Posted, back.Contains(r.Key[lost.Length..]), r.FirstSequence))];
    }

    /// <summary>What the chargeback posted.</summary>
    public static async Task<IReadOnlyList<Posting>> PostedAsync(CommsCreditsDb db, Dispute dispute, CancellationToken cancel)
    {
        var key = LostKey(dispute.Lot, dispute.Number);
        var posted = await db.Postings.AsNoTracking().SingleAsync(p => p.Key == key, cancel);
        return [.. (await db.Entries.AsNoTracking().Where(e => e.Sequence >= posted.FirstSequence && e.Sequence <= posted.LastSequence).OrderBy(e => e.Sequence).ToListAsync(cancel)).Select(e => new Posting(e.From, e.To, e.Amount, e.Kind, e.Effective))];
    }

    private static Money AmountOf(string content) =>
        Money.Of(decimal.Parse(StoredJson.Read<PostingContent>(content).Fields.First(f => f.Name == "amount").Value, CultureInfo.InvariantCulture));
}
