using System.Globalization;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Reading;

namespace CommsCredits.Web.Features.Statements.Verifying;

/// <summary>
/// Says whether a printed statement is ours and unchanged. Genuine is only what has every byte of the paper that the books give now, or of one that was printed before and has the fingerprint that the books give;
/// everything else is looked into to name the first thing that differs.
/// Nothing is written, and any bytes may be given.
/// </summary>
public sealed partial class StatementVerifier(StatementPrinter printer)
{
    private static readonly string[] s_languages = ["en", "zh-Hans"];

    /// <summary>What a paper of any layout has.</summary>
    private static readonly string[] s_required = ["opening", "bought", "used", "lapsed", "closing", "headHash", "fingerprint"];

    public async Task<Verification> VerifyAsync(Actor actor, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        actor.Demand(Permission.SeeStatements);
        if (PaperReader.Read(file) is not { Attached: { } attached } paper || FigureList.Read(attached) is not { } figures || Value(figures, "format") != StatementJson.Format) return new(PaperVerdict.Unreadable);
        if (!Guid.TryParse(Value(figures, "organization"), out var organization) || !MonthSpan.TryParse(Value(figures, "month"), out var period)) return new(PaperVerdict.Unreadable);
        if (organization != actor.OrganizationId) return new(PaperVerdict.Unknown);
        var language = s_languages.FirstOrDefault(l => l == Value(figures, "language")) ?? s_languages[0];
        var size = Paper.Named(Value(figures, "paper"));
        if (await printer.WriteAsync(actor, period, CultureInfo.GetCultureInfo(language), size, cancel) is not ({ } statement, { } books)) return new(PaperVerdict.Unknown);
        var answer = new Verification(PaperVerdict.Genuine, period, statement.Fingerprint, PrintedOpen: Value(figures, "closed") == "null");
        if (file.Span.SequenceEqual(books)) return answer;
        if (await printer.PrintedAsync(actor, file, cancel) is var (at, fingerprint) && fingerprint == statement.Fingerprint) return answer with { FirstPrinted = at };
        var ours = PaperReader.Read(books)!;
        var known = FigureList.Read(ours.Attached!)!;
        var isEarlier = Value(figures, StatementJson.LayoutName) != Value(known, StatementJson.LayoutName);
        var first = isEarlier ? FigureList.FirstDifferenceOfEarlier(figures, known, s_required) : FigureList.FirstDifference(figures, known);
        if (first is var (name, onPaper, inBooks)) return answer with { Verdict = PaperVerdict.Differs, Difference = new(name, onPaper, inBooks, null) };
        return (isEarlier ? PrintedAmount(paper, ours) : Printed(paper, ours)) is { } difference
            ? answer with { Verdict = PaperVerdict.Differs, Difference = difference }
            : answer with { Verdict = PaperVerdict.Changed, Offset = file.Span.CommonPrefixLength(books) };
    }

    /// <summary>The first amount on a paper of another layout that stands nowhere on ours: texts have other places there, but no amount is new.</summary>
    private static PaperDifference? PrintedAmount(PrintedPaper paper, PrintedPaper books)
    {
        var known = books.Pages.SelectMany(p => p).SelectMany(t => Amount().Matches(t).Select(m => m.Value)).ToHashSet();
        foreach (var (page, texts) in paper.Pages.Index())
            for (var i = 0; i < texts.Count; i++)
                if (Amount().Matches(texts[i]).FirstOrDefault(m => !known.Contains(m.Value)) is { } other) return new(texts.Take(i).LastOrDefault(t => t.Any(char.IsLetter)) ?? "", other.Value, "", page + 1);
        return null;
    }

    [GeneratedRegex(@"\d[\d,]*\.\d+")]
    private static partial Regex Amount();

    private static string? Value(IReadOnlyList<NamedFigure> figures, string name) => figures.FirstOrDefault(f => f.Name == name)?.Value;

    /// <summary>The first printed text that is another, named by the words that stand before it. A paper whose pages cannot be read has no texts: that is no difference of figures.</summary>
    private static PaperDifference? Printed(PrintedPaper paper, PrintedPaper books)
    {
        if (paper.Pages.Count != books.Pages.Count) return null;
        for (var page = 0; page < books.Pages.Count; page++)
        {
            var (found, expected) = (paper.Pages[page], books.Pages[page]);
            for (var i = 0; i < Math.Min(found.Count, expected.Count); i++)
                if (found[i] != expected[i]) return new(expected.Take(i).LastOrDefault(t => t.Any(char.IsLetter)) ?? "", found[i], expected[i], page + 1);
        }
        return null;
    }
}
