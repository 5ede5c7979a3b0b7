using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Layout;

/// <summary>
/// Writes down the page and on to the next. Heads and feet are drawn at the end, when the number of pages is known; they are decoration
/// to a screen reader, which has heard them once.
/// </summary>
public sealed class Flow
{
    private const double HeadHeight = 31;
    private const double FootHeight = 44;

    private readonly bool _isTight;

    /// <param name="isTight">Less space between parts and above the foot, so that a few lines more go onto the pages.</param>
    public Flow(PdfDocument document, Paper paper, bool isTight = false)
    {
        (Document, Paper, _isTight) = (document, paper, isTight);
        Page = document.AddPage(paper.Width, paper.Height);
        Y = Top;
    }

    public PdfDocument Document { get; }
    public Paper Paper { get; }
    public PdfPage Page { get; private set; }

    /// <summary>Where the next thing is drawn, from the page's top.</summary>
    public double Y { get; set; }
    public Box Column => new(Paper.Left, Paper.ContentWidth);
    public double Top => 33 + HeadHeight;
    public double Bottom => Paper.Height - FootHeight - (_isTight ? 0 : 8);
    public double Left => Bottom - Y;
    public bool IsAtTop => Y <= Top;

    /// <summary>The part of this page that is written on: 0 at its top, 1 at its bottom.</summary>
    public double Filled => (Y - Top) / (Bottom - Top);
    public bool IsOnFirstPage { get; private set; } = true;

    public void NewPage()
    {
        Page = Document.AddPage(Paper.Width, Paper.Height);
        (Y, IsOnFirstPage) = (Top, false);
    }

    /// <summary>Goes to the next page where what comes next would not fit on this one.</summary>
    public void Reserve(double height)
    {
        if (Left < height && !IsAtTop) NewPage();
    }

    public void Space(double height) => Y += Tightened(height);

    /// <summary>A heading; <paramref name="follows"/> is the height that must stand below it on the same page.</summary>
    public void Heading(string text, string tag, TextStyle style, double before, double follows = 60)
    {
        Reserve(Tightened(before) + style.LineHeight + follows);
        if (!IsAtTop) Space(before);
        Document.Bookmark(text, Page, Y);
        Y += Write(Document.Structure.Add(tag), text, style, Column, Y);
    }

    private double Tightened(double height) => _isTight ? height * 0.6 : height;

    public void Paragraph(string text, TextStyle style, double after = 0)
    {
        Reserve(style.LineHeight * LineBreaker.Break(text, style, Column.Width).Count);
        Y += Write(Document.Structure.Add("P"), text, style, Column, Y) + after;
    }

    /// <summary>Wrapped text as one element at a place; gives its height.</summary>
    public double Write(StructureElement element, string text, TextStyle style, Box box, double y, Align align = Align.Start)
    {
        var lines = LineBreaker.Break(text, style, box.Width);
        Page.Tagged(element, () =>
        {
            for (var i = 0; i < lines.Count; i++) Line(lines[i], style, box, y + i * style.LineHeight, align);
        });
        return lines.Count * style.LineHeight;
    }

    /// <summary>One line, kept inside its box: every text of a document is drawn here. Call within a tagged mark or an artifact.</summary>
    public void Line(string text, TextStyle style, Box box, double y, Align align = Align.Start) => DrawLine(Page, text, style, box, y, align);

    public static void DrawLine(PdfPage page, string text, TextStyle style, Box box, double y, Align align = Align.Start)
    {
        text = TextMeasure.OneLine(text);
        // The space at which a line was broken leaves no ink: it may hang over the edge, and is there for whoever hears or copies the text
        var space = text.EndsWith(' ') ? " " : "";
        text = text.TrimEnd(' ');
        // An amount is never cut; a hundredth of a point is the measure of rounding, not of overflow
        if (align == Align.End) style = TextMeasure.Shrunk(text, style, box.Width + 0.01);
        else text = TextMeasure.Ellipsized(text, style, box.Width + 0.01);
        var width = TextMeasure.Width(text, style);
        var x = align switch { Align.End => box.Right - width, Align.Center => box.X + (box.Width - width) / 2, _ => box.X };
        page.Text(text + space, x, y + style.BaseLine, style.Face, style.Size, style.Color);
    }
}

public enum Align { Start, Center, End }
