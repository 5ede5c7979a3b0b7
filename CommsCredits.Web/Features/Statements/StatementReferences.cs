using System.Globalization;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Statements;

/// <summary>
/// What caused the entries of a statement: how a top-up was paid, why something was corrected or paid back, which dispute, which file a late call came from. Looked up when the statement is
/// shown or printed, never part of its figures; by the entry's own number, so that what is posted later changes no printed month.
/// </summary>
public sealed class StatementReferences
{
    private const string TopUp = "topup:";

    private readonly Dictionary<string, TopUpRow> _topUps;
    private readonly Dictionary<Guid, PaymentOptionRow> _options;
    private readonly List<Reasoned> _reasons;
    private readonly Dictionary<string, string> _files;
    private readonly IReadOnlyDictionary<string, (string Name, string? Login)> _people;

    private StatementReferences(Dictionary<string, TopUpRow> topUps, Dictionary<Guid, PaymentOptionRow> options, List<Reasoned> reasons, Dictionary<string, string> files,
        IReadOnlyDictionary<string, (string Name, string? Login)> people) =>
        (_topUps, _options, _reasons, _files, _people) = (topUps, options, reasons, files, people);

    /// <summary>The words of a paper or page that names what caused an entry, and who called.</summary>
    public StatementWords WordsIn(CultureInfo culture)
    {
        var words = new StatementWords(culture);
        return new(culture, line => Describe(line, words), id => _people.GetValueOrDefault(id).Name, id => _people.GetValueOrDefault(id).Login);
    }

    public static async Task<StatementReferences> ReadAsync(CommsCreditsDb db, Statement statement, CancellationToken cancel)
    {
        var references = statement.TopUps.Concat(statement.CorrectionsAndLate).Select(m => m.Reference).Distinct().ToList();
        var keys = After(references, TopUp);
        var calls = After(references, CallCharge.Call);
        var topUps = await db.TopUps.Where(t => keys.Contains(t.Key)).ToDictionaryAsync(t => t.Key, cancel);
        var options = await db.PaymentOptions.ToDictionaryAsync(o => o.Id, cancel);
        var files = await db.CallsOf(calls).Join(db.Imports, c => c.ImportId, i => i.Id, (c, i) => new { c.UsageId, i.FileName }).ToListAsync(cancel);
        return new(topUps, options, await ReasonsAsync(db, statement, cancel), files.ToDictionary(f => f.UsageId, f => f.FileName), await PeopleNames.OfCallsAsync(db, statement.ByPerson.Select(p => p.Key), cancel));
    }

    /// <summary>Null where nothing is known: the reference is shown as it stands.</summary>
    public string? Describe(MovementLine line, StatementWords words)
    {
        var reference = line.Reference;
        if (reference.StartsWith(TopUp, StringComparison.Ordinal) && _topUps.TryGetValue(reference[TopUp.Length..], out var topUp)) return How(topUp, words);
        if (_reasons.Find(r => r.First <= line.Sequence && line.Sequence <= r.Last)?.Reason is { Length: > 0 } reason)
            return Disputes.NumberIn(reference) is { } dispute ? words["DisputeReason", dispute, reason] : reason;
        return reference.StartsWith(CallCharge.Call, StringComparison.Ordinal) && _files.GetValueOrDefault(reference[CallCharge.Call.Length..]) is { } file ? words["FromFile", file] : null;
    }

    /// <summary>Wishes that gave a reason, and the entries that each posted.</summary>
    private static async Task<List<Reasoned>> ReasonsAsync(CommsCreditsDb db, Statement statement, CancellationToken cancel)
    {
        var (first, last) = (statement.FirstSequence, statement.LastSequence);
        var postings = await db.Postings.Where(p => p.FirstSequence > 0 && p.LastSequence >= first && p.FirstSequence <= last).ToListAsync(cancel);
        return [.. postings.Select(p => new Reasoned(p.FirstSequence, p.LastSequence, StoredJson.Read<PostingContent>(p.Content).Fields.FirstOrDefault(f => f.Name == "reason")?.Value)).Where(r => r.Reason is not null)];
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

    private sealed record Reasoned(long First, long Last, string? Reason);
}
