using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>Finds what the references of some entries mean: calls, top-ups, lots, corrections, each asked for once.</summary>
internal static class EntryCauses
{
    private const string Call = "call:", TopUp = "topup:", Lot = "lot:";

    /// <summary>By reference; every reference of the rows is in the answer.</summary>
    public static async Task<IReadOnlyDictionary<string, Cause>> OfAsync(CommsCreditsDb db, IReadOnlyCollection<EntryRow> rows, CancellationToken cancel)
    {
        var causes = rows.Select(r => r.Reference).Distinct().ToDictionary(r => r, _ => Cause.None);
        await AddCallsAsync(db, causes, cancel);
        await AddTopUpsAsync(db, causes, cancel);
        await AddLotsAsync(db, causes, cancel);
        await AddReasonsAsync(db, causes, cancel);
        return causes;
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

    /// <summary>A correction says its reason in the audit trail, whose subject is the entry's reference (R3.7, R14.4).</summary>
    private static async Task AddReasonsAsync(CommsCreditsDb db, Dictionary<string, Cause> causes, CancellationToken cancel)
    {
        var references = causes.Keys.Where(r => r.StartsWith("correction:", StringComparison.Ordinal)).ToList();
        if (references.Count == 0) return;
        foreach (var row in await db.Audit.Where(a => references.Contains(a.Subject) && a.After != null).Select(a => new { a.Subject, a.After }).ToListAsync(cancel))
            causes[row.Subject] = new() { Reason = StoredJson.Read<Reasoned>(row.After!).Reason };
    }

    private static List<string> Ids(Dictionary<string, Cause> causes, string prefix) =>
        [.. causes.Keys.Where(r => r.StartsWith(prefix, StringComparison.Ordinal)).Select(r => r[prefix.Length..])];

    private sealed record Reasoned(string? Reason);
}
