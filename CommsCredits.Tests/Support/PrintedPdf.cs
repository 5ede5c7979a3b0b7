using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Outline;

namespace CommsCredits.Tests.Support;

/// <summary>A PDF read back by another library than the one that wrote it.</summary>
public sealed class PrintedPdf
{
    public PrintedPdf(byte[] bytes)
    {
        using var document = PdfDocument.Open(bytes);
        Pages = [.. document.GetPages().Select(page => new PrintedPage(page))];
        Title = document.Information.Title;
        Bookmarks = document.TryGetBookmarks(out var bookmarks) ? [.. bookmarks.GetNodes().OfType<DocumentBookmarkNode>().Select(b => (b.Title, b.PageNumber))] : [];
    }

    public IReadOnlyList<PrintedPage> Pages { get; }
    public string? Title { get; }
    public IReadOnlyList<(string Title, int Page)> Bookmarks { get; }

    /// <summary>The texts as they are tagged: what a screen reader says of each element.</summary>
    public IReadOnlyList<string> Tagged => [.. Pages.SelectMany(p => p.Tagged)];

    /// <summary>All lines of all pages, in order from the top.</summary>
    public IReadOnlyList<string> Lines => [.. Pages.SelectMany(p => p.Lines)];

    /// <summary>The letters of all pages without any space.</summary>
    public string Letters => string.Concat(Pages.SelectMany(p => p.Letters).Select(l => l.Value)).Replace(" ", "", StringComparison.Ordinal);
}

public sealed class PrintedPage(Page page)
{
    public double Width { get; } = page.Width;
    public double Height { get; } = page.Height;

    public IReadOnlyList<Letter> Letters { get; } = [.. page.Letters];

    /// <summary>Those that leave ink: a space may hang over an edge.</summary>
    public IReadOnlyList<Letter> Inked => [.. Letters.Where(l => l.Value != " ")];

    public IReadOnlyList<string> Tagged => [.. Marks.Select(m => m.Text)];

    /// <summary>What each mark is (<c>TH</c>, <c>TD</c>, <c>P</c>), and its text.</summary>
    public IReadOnlyList<(string Tag, string Text)> Marks { get; } = [.. page.GetMarkedContents().Where(m => !m.IsArtifact).Select(m => (m.Tag ?? "", string.Concat(m.Letters.Select(l => l.Value))))];

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
            if (i > 0 && row[i].StartBaseLine.X - row[i - 1].EndBaseLine.X > 2)
            {
                while (text.Length > 0 && text[^1] == ' ') text.Length--;
                text.Append('|');
            }
            text.Append(row[i].Value);
        }
        return text.ToString().TrimEnd(' ');
    }
}
