using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>One entry: what happened, why this amount, which lots paid, and whether its hash fits the one before (R3.4).</summary>
public sealed class EntryReader(Database database)
{
    /// <summary>A call takes from so many lots at the most, twice: at its start and through the overdraft.</summary>
    private const int MostOfOnePosting = 500;

    /// <summary>Null where the organization has no such entry.</summary>
    public async Task<EntryDetail?> ReadAsync(Actor actor, long sequence, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeLedger);
        await using var snapshot = await db.SnapshotAsync(cancel);
        if (await db.Entries.SingleOrDefaultAsync(e => e.Sequence == sequence, cancel) is not { } row) return null;
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var (before, next) = (sequence - 1, sequence + 1);
        var around = await db.Entries.Where(e => e.Sequence == before || e.Sequence == next).Select(e => new ChainLink(e.Sequence, e.Hash)).ToListAsync(cancel);
        var previous = around.Find(e => e.Sequence == before);
        var origin = sequence == 1 ? EntryHash.Origin(organization) : previous?.Hash ?? [];
        var entry = row.ToDomain();
        var call = await CallAsync(db, actor, row, cancel);
        var stands = call is null ? (Money?)null : CreditPool.StandsOf(await CallCharge.ReadAsync(db, row.Reference[CallCharge.Call.Length..], cancel));
        return new(organization, entry, (await EntryCauses.ReadAsync(db, [row], cancel)).Of(row),
            (await PeopleNames.OfAsync(db, [row.ActorId], cancel)).GetValueOrDefault(row.ActorId), call, await SharesAsync(db, row, cancel),
            previous, around.Find(e => e.Sequence == next), EntryHash.Of(origin, entry).AsSpan().SequenceEqual(row.Hash), stands, await RunningBalance.AfterAsync(db, sequence, cancel));
    }

    private static async Task<CallFacts?> CallAsync(CommsCreditsDb db, Actor actor, EntryRow row, CancellationToken cancel)
    {
        if (!row.Reference.StartsWith("call:", StringComparison.Ordinal)) return null;
        var usageId = row.Reference["call:".Length..];
        if (await db.CallsOf(usageId).SingleOrDefaultAsync(cancel) is not { } call) return null;
        var fileName = await db.Imports.Where(i => i.Id == call.ImportId).Select(i => i.FileName).SingleOrDefaultAsync(cancel);
        return new(call.Start, call.Seconds, call.CallType, PhoneNumber.ShownTo(actor, call.DestinationNumber), PhoneNumber.ShownTo(actor, call.CallerNumber), call.ImportId, fileName, call.Line,
            StoredJson.Read<Explanation>(call.Explanation));
    }

    /// <summary>What paid the whole charge: every entry of its posting into usage, with what each lot held.</summary>
    private static async Task<IReadOnlyList<LotShare>> SharesAsync(CommsCreditsDb db, EntryRow row, CancellationToken cancel)
    {
        if (row.Kind != EntryKind.Usage) return [];
        var (first, last) = (row.Sequence - MostOfOnePosting, row.Sequence + MostOfOnePosting);
        var paying = await db.Entries.Where(e => e.Sequence >= first && e.Sequence <= last && e.IdempotencyKey == row.IdempotencyKey && e.Kind == EntryKind.Usage).OrderBy(e => e.Sequence).ToListAsync(cancel);
        var days = await db.Lots.ToDictionaryAsync(l => l.Number, l => l.LastUsableDay, cancel);
        var shares = new List<LotShare>(paying.Count);
        foreach (var entry in paying)
        {
            if (!entry.From.IsLot)
            {
                shares.Add(new(entry.From, entry.Amount, null, null, null));
                continue;
            }
            var after = await RunningBalance.OfLotAsync(db, entry.From.LotNumber, entry.Sequence, cancel);
            shares.Add(new(entry.From, entry.Amount, after + entry.Amount, after, days.TryGetValue(entry.From.LotNumber, out var day) ? day : null));
        }
        return shares;
    }
}
