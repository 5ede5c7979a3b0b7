using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Documents;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Statements;

/// <summary>
/// What the references of a statement's entries stand for: how a top-up was paid, why a charge was corrected, which file a late call came from. Looked up when the statement is shown
/// or printed, never part of its figures.
/// </summary>
public sealed class StatementReferences
{
    private const string TopUp = "topup:", Call = "call:", Correction = "correction:";

    private readonly Dictionary<string, TopUpRow> _topUps;
    private readonly Dictionary<Guid, PaymentOptionRow> _options;
    private readonly Dictionary<string, string> _reasons;
    private readonly Dictionary<string, string> _files;

    private StatementReferences(Dictionary<string, TopUpRow> topUps, Dictionary<Guid, PaymentOptionRow> options, Dictionary<string, string> reasons, Dictionary<string, string> files) =>
        (_topUps, _options, _reasons, _files) = (topUps, options, reasons, files);

    public static async Task<StatementReferences> ReadAsync(CommsCreditsDb db, Statement statement, CancellationToken cancel)
    {
        var references = statement.TopUps.Concat(statement.CorrectionsAndLate).Select(m => m.Reference).Distinct().ToList();
        var keys = After(references, TopUp);
        var calls = After(references, Call);
        var corrections = calls.Select(c => Correction + c).ToList();
        var topUps = await db.TopUps.Where(t => keys.Contains(t.Key)).ToDictionaryAsync(t => t.Key, cancel);
        var options = await db.PaymentOptions.ToDictionaryAsync(o => o.Id, cancel);
        var postings = await db.Postings.Where(p => corrections.Contains(p.Key)).ToListAsync(cancel);
        var files = await db.CallsOf(calls).Join(db.Imports, c => c.ImportId, i => i.Id, (c, i) => new { c.UsageId, i.FileName }).ToListAsync(cancel);
        return new(topUps, options,
            postings.ToDictionary(p => p.Key[Correction.Length..], p => StoredJson.Read<PostingContent>(p.Content).Fields.FirstOrDefault(f => f.Name == "reason")?.Value ?? ""),
            files.ToDictionary(f => f.UsageId, f => f.FileName));
    }

    /// <summary>Null for a reference that nothing is known of: it is shown as it stands.</summary>
    public string? Describe(string reference, StatementWords words)
    {
        if (reference.StartsWith(TopUp, StringComparison.Ordinal) && _topUps.TryGetValue(reference[TopUp.Length..], out var topUp)) return How(topUp, words);
        if (!reference.StartsWith(Call, StringComparison.Ordinal)) return null;
        var call = reference[Call.Length..];
        return _reasons.GetValueOrDefault(call) is { Length: > 0 } reason ? reason : _files.GetValueOrDefault(call) is { } file ? words["FromFile", file] : null;
    }

    private string How(TopUpRow topUp, StatementWords words)
    {
        var option = topUp.OptionId is { } id ? _options.GetValueOrDefault(id) : null;
        var how = (topUp.Method, option) switch
        {
            (PaymentMethod.Recorded, _) => topUp.Reference is { Length: > 0 } reference ? words["HowRecordedAs", reference] : words["HowRecorded"],
            (PaymentMethod.Invoice, not null) => words["HowInvoice", option.Label],
            (_, { LastFour: { } lastFour }) => words["HowCard", option.Label, lastFour],
            _ => words["HowUnknown"],
        };
        if (topUp.PurchaseOrder is { Length: > 0 } order) how = words["HowOrder", how, order];
        return topUp.IsAutomatic ? words["HowAutomatic", how] : how;
    }

    private static List<string> After(List<string> references, string prefix) =>
        [.. references.Where(r => r.StartsWith(prefix, StringComparison.Ordinal)).Select(r => r[prefix.Length..])];
}
