using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace CommsCredits.Tests.Support;

/// <summary>A PDF read back by another library than the one that wrote it.</summary>
public sealed class PrintedPdf
{
    public PrintedPdf(byte[] bytes)
    {
        using var document = PdfDocument.Open(bytes);
        Pages = [.. document.GetPages().Select(page => new PrintedPage(page))];
    }

    public IReadOnlyList<PrintedPage> Pages { get; }

    /// <summary>All lines of all pages, in order from the top.</summary>
    public IReadOnlyList<string> Lines => [.. Pages.SelectMany(p => p.Lines)];

    /// <summary>The letters of all pages without any space.</summary>
    public string Letters => string.Concat(Pages.SelectMany(p => p.Letters).Select(l => l.Value)).Replace(" ", "", StringComparison.Ordinal);
}

public sealed class PrintedPage(Page page)
{
    public double Width { get; } = page.Width;
    public double Height { get; } = page.Height;

    /// <summary>Those that leave ink.</summary>
    public IReadOnlyList<Letter> Letters { get; } = [.. page.Letters];

    /// <summary>Letters of one base line, left to right; a gap wider than a space is written as a bar.</summary>
    public IReadOnlyList<string> Lines => [.. Rows().Select(Text)];

    /// <summary>Pairs of letters that lie on each other: a text has left its cell.</summary>
    public IEnumerable<string> Overlaps()
    {
        foreach (var row in Rows())
            for (var i = 1; i < row.Count; i++)
                if (row[i].StartBaseLine.X < row[i - 1].EndBaseLine.X - 0.15) yield return $"'{row[i - 1].Value}{row[i].Value}' in {Text(row)}";
    }

    private List<List<Letter>> Rows() =>
    [
        .. Letters.GroupBy(l => Math.Round(l.StartBaseLine.Y, 1)).OrderByDescending(g => g.Key).Select(g => g.OrderBy(l => l.StartBaseLine.X).ToList()),
    ];

    private static string Text(List<Letter> row)
    {
        var text = new StringBuilder();
        for (var i = 0; i < row.Count; i++)
        {
            if (i > 0 && row[i].StartBaseLine.X - row[i - 1].EndBaseLine.X > 2) text.Append('|');
            text.Append(row[i].Value);
        }
        return text.ToString();
    }
}
