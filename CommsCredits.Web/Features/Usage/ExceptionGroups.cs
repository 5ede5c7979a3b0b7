using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Open exceptions by their cause: counted by the database, with the first lines of each.</summary>
internal static class ExceptionGroups
{
    private const int LinesShown = 50;

    /// <param name="importId">Null: those of every import.</param>
    public static async Task<IReadOnlyList<ExceptionGroup>> ReadAsync(CommsCreditsDb db, Actor actor, Guid? importId, CancellationToken cancel)
    {
        var open = db.CallExceptions.Where(e => e.Resolved == null && (importId == null || e.ImportId == importId));
        var causes = await Keyed(open).GroupBy(e => new { e.Row.Code, e.Key }).Select(g => new { g.Key.Code, g.Key.Key, Count = g.Count() }).ToListAsync(cancel);
        var amounts = await Keyed(open).Where(e => e.Row.SourceAmount != null).GroupBy(e => new { e.Row.Code, e.Key, e.Row.SourceAmount })
            .Select(g => new { g.Key.Code, g.Key.Key, g.Key.SourceAmount, Count = g.Count() }).ToListAsync(cancel);
        var groups = new List<ExceptionGroup>(causes.Count);
        foreach (var cause in causes.OrderByDescending(c => c.Count).ThenBy(c => c.Code))
        {
            var lines = await Keyed(open).Where(e => e.Row.Code == cause.Code && e.Key == cause.Key).OrderBy(e => e.Row.Id).Take(LinesShown).Select(e => e.Row).ToListAsync(cancel);
            var charged = amounts.Where(a => a.Code == cause.Code && a.Key == cause.Key).ToList();
            groups.Add(new(cause.Code, KeyText(cause.Key), cause.Count, charged.Count == 0 ? null : charged.Select(a => a.SourceAmount!.Value * a.Count).Total(), [.. lines.Select(l => Shown(actor, l))]));
        }
        return groups;
    }

    /// <summary>The open exceptions of one cause, as a group names it.</summary>
    public static IQueryable<CallExceptionRow> Alike(CommsCreditsDb db, ExceptionReason code, string key)
    {
        var stored = code is ExceptionReason.UnknownCallType or ExceptionReason.UnknownCapability ? StoredJson.Write<IReadOnlyList<string>>([key]) : key;
        return Keyed(db.CallExceptions.Where(e => e.Resolved == null && e.Code == code)).Where(e => e.Key == stored).Select(e => e.Row);
    }

    private static IQueryable<Cause> Keyed(IQueryable<CallExceptionRow> rows) => rows.Select(e => new Cause
    {
        Row = e,
        Key = e.Code == ExceptionReason.UnknownCallType || e.Code == ExceptionReason.UnknownCapability ? e.Figures : e.Code == ExceptionReason.OtherCurrency ? e.Currency ?? "" : "",
    });

    private static string KeyText(string key) => key.StartsWith('[') ? StoredJson.Read<string[]>(key)[0] : key;

    public static ExceptionLine Shown(Actor actor, CallExceptionRow row) => new(row.Id, row.Line, row.ImportId, row.Start, row.Seconds, row.PersonName,
        PhoneNumber.ShownTo(actor, row.DestinationNumber), row.DestinationName, [.. StoredJson.Read<string[]>(row.Figures).Select(f => RawText.ShownTo(actor, f))]);

    private sealed class Cause
    {
        public required CallExceptionRow Row { get; init; }
        public required string Key { get; init; }
    }
}
