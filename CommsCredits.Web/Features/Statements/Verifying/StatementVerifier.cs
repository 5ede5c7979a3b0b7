using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.RateLimiting;
using CommsCredits.Domain;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Reading;

namespace CommsCredits.Web.Features.Statements.Verifying;

/// <summary>
/// Says whether a printed statement is ours and unchanged. Genuine is only what has every byte of the paper that the books give now, or of one that was printed before and has the fingerprint that the books give;
/// everything else is looked into to name the first thing that differs.
/// Nothing is written, and any bytes may be given: what a file may cost is bounded (<c>ReadingBudget</c>), a person has one file looked at after another, and whoever leaves ends it.
/// </summary>
public sealed partial class StatementVerifier(StatementPrinter printer) : IDisposable
{
    /// <summary>More than that wait for nobody: a person's open pages are fewer.</summary>
    private const int MostWaiting = 1_000;

    private static readonly string[] s_languages = ["en", "zh-Hans"];

    /// <summary>What a paper of any layout has.</summary>
    private static readonly string[] s_required = ["opening", "bought", "used", "lapsed", "closing", "headHash", "fingerprint"];

    private readonly PartitionedRateLimiter<Actor> _turns = PartitionedRateLimiter.Create<Actor, string>(actor => RateLimitPartition.GetConcurrencyLimiter($"{actor.OrganizationId} {actor.Id}", _ => new()
    {
        PermitLimit = 1, QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    }));

    public Task<Verification> VerifyAsync(Actor actor, ReadOnlyMemory<byte> file, CancellationToken cancel) => VerifyAsync(actor, _ => ValueTask.FromResult(file), cancel);

    /// <summary>A file that is fetched when its turn has come: what waits takes no memory.</summary>
    /// <param name="length">Of the file, in bytes; at most <see cref="PaperReader.MostBytes"/>.</param>
    public Task<Verification> VerifyAsync(Actor actor, Stream content, int length, CancellationToken cancel) => VerifyAsync(actor, async stop =>
    {
        var file = new byte[length];
        return file.AsMemory(0, await content.ReadAtLeastAsync(file, length, throwOnEndOfStream: false, stop));
    }, cancel);

    public void Dispose() => _turns.Dispose();

    private async Task<Verification> VerifyAsync(Actor actor, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> fetch, CancellationToken cancel)
    {
        actor.Demand(Permission.SeeStatements);
        using var turn = await _turns.AcquireAsync(actor, cancellationToken: cancel);
        var file = await fetch(cancel);
        // Away from the page's own thread of work, or leaving the page could not be noticed
        return await Task.Run(() => LookAsync(actor, file, cancel), cancel);
    }

    private async Task<Verification> LookAsync(Actor actor, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        if (PaperReader.Open(file, cancel) is not { Attached: { } attached } paper || FigureList.Read(attached) is not { } figures || Value(figures, "format") != StatementJson.Format) return new(PaperVerdict.Unreadable);
        if (!Guid.TryParse(Value(figures, "organization"), out var organization) || !MonthSpan.TryParse(Value(figures, "month"), out var period)) return new(PaperVerdict.Unreadable);
        if (organization != actor.OrganizationId) return new(PaperVerdict.Unknown);
        var language = s_languages.FirstOrDefault(l => l == Value(figures, "language")) ?? s_languages[0];
        var size = Paper.Named(Value(figures, "paper"));
        if (await printer.WriteAsync(actor, period, CultureInfo.GetCultureInfo(language), size, cancel) is not ({ } statement, { } books)) return new(PaperVerdict.Unknown);
        var answer = new Verification(PaperVerdict.Genuine, period, statement.Fingerprint, PrintedOpen: Value(figures, "closed") == "null");
        if (file.Span.SequenceEqual(books)) return answer;
        if (await printer.PrintedAsync(actor, file, cancel) is var (at, fingerprint) && fingerprint == statement.Fingerprint) return answer with { FirstPrinted = at };
        var known = FigureList.Read(StatementJson.Write(statement, language, size.Name)) ?? throw new InvalidOperationException($"The statement of {period} has more figures than can be compared.");
        var isEarlier = Value(figures, StatementJson.LayoutName) != Value(known, StatementJson.LayoutName);
        var first = isEarlier ? FigureList.FirstDifferenceOfEarlier(figures, known, s_required) : FigureList.FirstDifference(figures, known);
        if (first is var (name, onPaper, inBooks)) return answer with { Verdict = PaperVerdict.Differs, Difference = new(name, onPaper, inBooks, null) };
        answer = answer with { Verdict = PaperVerdict.Changed, Offset = file.Span.CommonPrefixLength(books) };
        // Only now: reading the pages costs the most
        if (PaperReader.Open(books, cancel)?.Pages() is not { } expected || paper.Pages() is not { Count: > 0 } found || !isEarlier && found.Count != expected.Count) return answer with { ArePagesUnread = true };
        return (isEarlier ? PrintedAmount(found, [.. expected, [.. StatementPdf.TextsOfOtherLayouts(statement, new(CultureInfo.GetCultureInfo(language)), size)]]) : Printed(found, expected)) is { } difference ? answer with { Verdict = PaperVerdict.Differs, Difference = difference, Offset = null } : answer;
    }

    /// <summary>The first amount on a paper of another layout that stands nowhere on ours, nor among what other layouts say: texts have other places there, but no amount is new.</summary>
    private static PaperDifference? PrintedAmount(IReadOnlyList<IReadOnlyList<string>> paper, IReadOnlyList<IReadOnlyList<string>> books)
    {
        var known = books.SelectMany(p => p).SelectMany(t => Amount().Matches(t).Select(m => m.Value)).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (page, texts) in paper.Index())
            for (var i = 0; i < texts.Count; i++)
                foreach (var match in Amount().EnumerateMatches(texts[i]))
                    if (texts[i].AsSpan(match.Index, match.Length) is var amount && !known.Contains(amount)) return new(texts.Take(i).LastOrDefault(t => t.Any(char.IsLetter)) ?? "", amount.ToString(), "", page + 1);
        return null;
    }

    [GeneratedRegex(@"\d[\d,]*\.\d+")]
    private static partial Regex Amount();

    private static string? Value(IReadOnlyList<NamedFigure> figures, string name) => figures.FirstOrDefault(f => f.Name == name)?.Value;

    /// <summary>The first printed text that is another, named by the words that stand before it.</summary>
    private static PaperDifference? Printed(IReadOnlyList<IReadOnlyList<string>> paper, IReadOnlyList<IReadOnlyList<string>> books)
    {
        for (var page = 0; page < books.Count; page++)
        {
            var (found, expected) = (paper[page], books[page]);
            for (var i = 0; i < Math.Min(found.Count, expected.Count); i++)
                if (found[i] != expected[i]) return new(expected.Take(i).LastOrDefault(t => t.Any(char.IsLetter)) ?? "", found[i], expected[i], page + 1);
        }
        return null;
    }
}
