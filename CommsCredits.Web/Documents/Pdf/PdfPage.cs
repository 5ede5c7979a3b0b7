using System.Globalization;
using System.Text;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>
/// One page being drawn. Points (1/72 inch) from the top left corner, y downwards; a text's y is its base line. Everything drawn stands
/// inside <see cref="Tagged"/> (content) or <see cref="Artifact"/> (decoration, feet): PDF/UA knows no third kind.
/// </summary>
public sealed class PdfPage
{
    private readonly PdfDocument _document;
    private readonly StringBuilder _content = new();
    private readonly List<int> _marks = [];

    internal PdfPage(PdfDocument document, int id, double width, double height) =>
        (_document, Id, Width, Height) = (document, id, width, height);

    public double Width { get; }
    public double Height { get; }
    internal int Id { get; }

    /// <summary>The structure element of each mark on this page, in order.</summary>
    internal IReadOnlyList<int> Marks => _marks;
    internal byte[] Content => Encoding.Latin1.GetBytes(_content.ToString());

    public void Tagged(StructureElement element, Action draw)
    {
        element.Mark(Id, _marks.Count);
        _content.Append(CultureInfo.InvariantCulture, $"/{element.Type} <</MCID {_marks.Count}>> BDC\n");
        _marks.Add(element.Id);
        draw();
        _content.Append("EMC\n");
    }

    public void Artifact(Action draw)
    {
        _content.Append("/Artifact BMC\n");
        draw();
        _content.Append("EMC\n");
    }

    public void Text(string text, double x, double baseLine, FontFace face, double size, int color)
    {
        _content.Append($"BT {Color(color)} rg {Color(color)} RG {N(size * 0.03)} w 1 0 0 1 {N(x)} {Y(baseLine)} Tm\n");
        EmbeddedFont? current = null;
        foreach (var glyph in text.EnumerateRunes().Select(character => FontShelf.Find(face, character)))
        {
            var font = _document.FontOf(glyph.Font);
            if (font != current)
            {
                if (current is not null) _content.Append("> Tj\n");
                // The Chinese font has one weight: a stroke of the same colour makes the heavier ones
                var isDrawnOn = glyph.IsFallback && face is (FontFace.Medium or FontFace.SemiBold);
                _content.Append($"/{font.Name} {N(size)} Tf {(isDrawnOn ? 2 : 0)} Tr <");
                current = font;
            }
            font.Use(glyph);
            _content.Append(glyph.Glyph.ToString("X4", CultureInfo.InvariantCulture));
        }
        _content.Append(current is null ? "ET\n" : "> Tj ET\n");
    }

    public void Fill(double x, double y, double width, double height, int color, double radius = 0)
    {
        _content.Append($"{Color(color)} rg ");
        Outline(x, y, width, height, radius);
        _content.Append("f\n");
    }

    public void Frame(double x, double y, double width, double height, int color, double radius, double thickness)
    {
        _content.Append($"{Color(color)} RG {N(thickness)} w ");
        Outline(x, y, width, height, radius);
        _content.Append("S\n");
    }

    public void Line(double x1, double y1, double x2, double y2, int color, double thickness) =>
        _content.Append($"{Color(color)} RG {N(thickness)} w {N(x1)} {Y(y1)} m {N(x2)} {Y(y2)} l S\n");

    public void Path(IReadOnlyList<(double X, double Y)> points, int color, double thickness) =>
        _content.Append($"{Color(color)} RG {N(thickness)} w 1 j {Points(points)}S\n");

    public void Area(IReadOnlyList<(double X, double Y)> points, int color) => _content.Append($"{Color(color)} rg {Points(points)}f\n");

    private string Points(IReadOnlyList<(double X, double Y)> points) =>
        string.Concat(points.Select((p, i) => $"{N(p.X)} {Y(p.Y)} {(i == 0 ? "m" : "l")} "));

    private void Outline(double x, double y, double width, double height, double radius)
    {
        if (radius <= 0)
        {
            _content.Append($"{N(x)} {Y(y + height)} {N(width)} {N(height)} re ");
            return;
        }
        // A quarter of a circle as one curve: its handles are 0.5523 of the radius long
        var (right, bottom, k) = (x + width, y + height, radius * 0.4477);
        var r = radius;
        _content.Append($"{N(x + r)} {Y(y)} m {N(right - r)} {Y(y)} l {N(right - k)} {Y(y)} {N(right)} {Y(y + k)} {N(right)} {Y(y + r)} c ");
        _content.Append($"{N(right)} {Y(bottom - r)} l {N(right)} {Y(bottom - k)} {N(right - k)} {Y(bottom)} {N(right - r)} {Y(bottom)} c ");
        _content.Append($"{N(x + r)} {Y(bottom)} l {N(x + k)} {Y(bottom)} {N(x)} {Y(bottom - k)} {N(x)} {Y(bottom - r)} c ");
        _content.Append($"{N(x)} {Y(y + r)} l {N(x)} {Y(y + k)} {N(x + k)} {Y(y)} {N(x + r)} {Y(y)} c h ");
    }

    private static string N(double value) => PdfSyntax.Number(value);
    private string Y(double fromTop) => PdfSyntax.Number(Height - fromTop);

    private static string Color(int rgb) =>
        string.Join(' ', new[] { rgb >> 16, rgb >> 8, rgb }.Select(part => PdfSyntax.Fraction((part & 255) / 255.0)));
}
