using System.Globalization;
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
public sealed class StatementVerifier(StatementPrinter printer)
{
    private static readonly string[] s_languages = ["en", "zh-Hans"];

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
        if (FigureList.FirstDifference(figures, FigureList.Read(ours.Attached!)!) is var (name, onPaper, inBooks)) return answer with { Verdict = PaperVerdict.Differs, Difference = new(name, onPaper, inBooks, null) };
        return Printed(paper, ours) is { } difference
            ? answer with { Verdict = PaperVerdict.Differs, Difference = difference }
            : answer with { Verdict = PaperVerdict.Changed, Offset = file.Span.CommonPrefixLength(books) };
    }

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
