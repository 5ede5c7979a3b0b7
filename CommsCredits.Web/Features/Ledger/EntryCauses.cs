using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>Finds what the references of some entries mean: calls, top-ups, lots, each asked for once; and why a person mended something.</summary>
internal sealed class EntryCauses
{
    private const string Call = "call:", TopUp = "topup:", Lot = "lot:";
    private readonly Dictionary<string, Cause> _causes;
    private readonly Dictionary<string, string?> _reasons;

    private EntryCauses(Dictionary<string, Cause> causes, Dictionary<string, string?> reasons) => (_causes, _reasons) = (causes, reasons);

    public Cause Of(EntryRow row) => _reasons.GetValueOrDefault(row.IdempotencyKey) is { } reason
        ? _causes[row.Reference] with { LastUsableDay = null, Dispute = Disputes.NumberIn(row.Reference), Reason = reason }
        : _causes[row.Reference];

    public static async Task<EntryCauses> ReadAsync(CommsCreditsDb db, IReadOnlyCollection<EntryRow> rows, CancellationToken cancel)
    {
        var causes = rows.Select(r => r.Reference).Distinct().ToDictionary(r => r, _ => Cause.None);
        await AddCallsAsync(db, causes, cancel);
        await AddTopUpsAsync(db, causes, cancel);
        await AddLotsAsync(db, causes, cancel);
        return new(causes, await ReasonsAsync(db, rows, cancel));
    }

    private static async Task AddCallsAsync(CommsCreditsDb db, Dictionary<string, Cause> causes, CancellationToken cancel)
    {
        var ids = Ids(causes, Call);
        if (ids.Count == 0) return;
        foreach (var call in await db.CallsOf(ids).Select(c => new { c.UsageId, c.PersonName, c.DestinationName }).ToListAsync(cancel))
            causes[Call + call.UsageId] = new() { Person = call.PersonName, Destination = call.DestinationName };
    }

    private static async Task AddTopUpsAsync(CommsCreditsDb db, Dictionary<string, Cause> causes, CancellationToken cancel)
    {
        var keys = Ids(causes, TopUp);
        if (keys.Count == 0) return;
        var options = await db.PaymentOptions.ToDictionaryAsync(o => o.Id, cancel);
        foreach (var topUp in await db.TopUps.Where(t => keys.Contains(t.Key)).ToListAsync(cancel))
        {
            var option = topUp.OptionId is { } id ? options.GetValueOrDefault(id) : null;
            causes[TopUp + topUp.Key] = new()
            {
                Method = topUp.Method, IsAutomatic = topUp.IsAutomatic, PaymentReference = topUp.PurchaseOrder ?? topUp.Reference,
                Option = option is null ? null : option.LastFour is null ? option.Label : $"{option.Label} ··{option.LastFour}",
            };
        }
    }

    private static async Task AddLotsAsync(CommsCreditsDb db, Dictionary<string, Cause> causes, CancellationToken cancel)
    {
        var numbers = Ids(causes, Lot).Where(n => int.TryParse(n, out _)).Select(int.Parse).ToList();
        if (numbers.Count == 0) return;
        foreach (var lot in await db.Lots.Where(l => numbers.Contains(l.Number)).Select(l => new { l.Number, l.LastUsableDay }).ToListAsync(cancel))
            causes[$"{Lot}{lot.Number}"] = new() { LastUsableDay = lot.LastUsableDay };
    }

    /// <summary>Whoever mends the books says why (R3.7); by the key of the posting.</summary>
    private static async Task<Dictionary<string, string?>> ReasonsAsync(CommsCreditsDb db, IReadOnlyCollection<EntryRow> rows, CancellationToken cancel)
    {
        var keys = rows.Select(r => r.IdempotencyKey).Where(k => !k.StartsWith(Call, StringComparison.Ordinal) && !k.StartsWith(TopUp, StringComparison.Ordinal)).Distinct().ToList();
        if (keys.Count == 0) return [];
        var postings = await db.Postings.Where(p => keys.Contains(p.Key)).Select(p => new { p.Key, p.Content }).ToListAsync(cancel);
        return postings.ToDictionary(p => p.Key, p => StoredJson.Read<PostingContent>(p.Content).Fields.FirstOrDefault(f => f.Name == "reason")?.Value);
    }

    private static List<string> Ids(Dictionary<string, Cause> causes, string prefix) =>
        [.. causes.Keys.Where(r => r.StartsWith(prefix, StringComparison.Ordinal)).Select(r => r[prefix.Length..])];
}
