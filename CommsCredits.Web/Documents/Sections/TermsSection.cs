using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>What the words mean, and what is needed to check the statement: the whole fingerprint and the ledger's head (R12.4).</summary>
internal static class TermsSection
{
    private static readonly TextStyle s_text = TextStyle.Small with { LineHeight = 11.7 };
    private static readonly TextStyle s_bold = s_text.In(FontFace.SemiBold);

    public static void Write(StatementPage page)
    {
        var (flow, words) = (page.Flow, page.Words);
        var (left, right) = flow.Column.Halves(21);
        var terms = Terms(page).ToList();
        double Height(IEnumerable<(string Word, string Meaning)> part, Box box) =>
            part.Sum(t => HangingLines(t.Meaning, box.Width, WordWidth(t.Word)).Count * s_text.LineHeight + 4);
        // Divided where both halves are the most even in height
        double HeightAt(int split) => Math.Max(Height(terms[..split], left), Height(terms[split..], right));
        var half = Enumerable.Range(1, terms.Count - 1).MinBy(HeightAt);
        var (first, second, height) = (terms[..half], terms[half..], HeightAt(half));
        flow.Heading(words["WordsTitle"], "H2", TextStyle.Heading, before: 14, follows: height + 8);
        flow.Space(3);
        var start = flow.Y;
        foreach (var (part, box) in new[] { (first, left), (second, right) })
        {
            flow.Y = start;
            foreach (var (word, meaning) in part) flow.Y += WriteTerm(flow, box, word, meaning) + 4;
        }
        flow.Y = start + height;
        WriteProof(page);
    }

    private static IEnumerable<(string Word, string Meaning)> Terms(StatementPage page)
    {
        var (words, statement) = (page.Words, page.Statement);
        yield return (words["WordLot"], words["WordLotMeans"]);
        yield return (words["WordLastDay"], words["WordLastDayMeans"]);
        if (statement.CorrectionsAndLate.Concat(statement.Lapses).Concat(statement.TopUps).Any(l => l.IsLate)) yield return (words["WordLate"], words["WordLateMeans"]);
        if (statement.Lots.Any(l => !l.MadeGood.IsZero)) yield return (words["WordMadeGood"], words["WordMadeGoodMeans"]);
        yield return (words["WordRounding"], words["WordRoundingMeans", words.Count(page.Figures.Decimals)]);
        yield return (words["WordFingerprint"], words["WordFingerprintMeans"]);
    }

    /// <summary>The word in semibold on the first line, its meaning wrapped behind and below it: broken as one text, drawn as two.</summary>
    private static double WriteTerm(Flow flow, Box box, string word, string meaning)
    {
        // Semibold is wider than regular: the lines are broken as if that word took its own width
        var indent = WordWidth(word);
        var lines = HangingLines(meaning, box.Width, indent);
        flow.Page.Tagged(flow.Document.Structure.Add("P"), () =>
        {
            flow.Line(Led(word), s_bold, new(box.X, indent), flow.Y);
            for (var i = 0; i < lines.Count; i++)
            {
                var start = i == 0 ? indent : 0;
                flow.Line(lines[i], s_text.In(0x2A3F45), new(box.X + start, box.Width - start), flow.Y + i * s_text.LineHeight);
            }
        });
        return lines.Count * s_text.LineHeight;
    }

    private static double WordWidth(string word) => TextMeasure.Width(Led(word), s_bold);

    /// <summary>A Chinese full stop has its gap within its own width.</summary>
    private static string Led(string word) => word.EndsWith('。') ? word : word + " ";

    private static List<string> HangingLines(string text, double width, double indent)
    {
        var first = LineBreaker.Break(text, s_text, width - indent)[0];
        var rest = text[first.Length..];
        return rest.Length == 0 ? [first] : [first, .. LineBreaker.Break(rest, s_text, width)];
    }

    private static void WriteProof(StatementPage page)
    {
        var (flow, words, statement) = (page.Flow, page.Words, page.Statement);
        flow.Heading(words["ProofTitle"], "H2", TextStyle.Heading, before: 14, follows: 30);
        flow.Space(2);
        (string Name, string Hash)[] lines =
        [
            (words["ProofFingerprint"], statement.Fingerprint),
            (words["ProofHead", words.Count(statement.HeadSequence)], statement.HeadHash),
            .. statement.Trail is { } trail ? [(words["ProofTrail", words.Count(trail.Sequence)], trail.Hash)] : Array.Empty<(string, string)>(),
        ];
        foreach (var (name, hash) in lines)
        {
            var (y, mono) = (flow.Y, new TextStyle(FontFace.Mono, 7.5, s_text.LineHeight));
            flow.Page.Tagged(flow.Document.Structure.Add("P"), () =>
            {
                flow.Line(name + " ", s_text.In(Ink.Secondary), new(flow.Column.X, 118), y);
                flow.Line(HeadsAndFeet.Grouped(hash), mono, new(flow.Column.X + 122, flow.Column.Width - 122), y);
            });
            flow.Y += s_text.LineHeight;
        }
    }
}
