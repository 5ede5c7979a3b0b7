using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>On every page: brand and statement above; fingerprint, statement and page number below. Drawn last, when the pages are counted.</summary>
internal static class HeadsAndFeet
{
    private const double Top = 33;

    public static void Write(StatementPage page)
    {
        var pages = page.Flow.Document.Pages;
        for (var i = 0; i < pages.Count; i++)
        {
            var (sheet, number) = (pages[i], i + 1);
            sheet.Artifact(() =>
            {
                WriteHead(page, sheet, number);
                WriteFoot(page, sheet, number, pages.Count);
            });
        }
    }

    /// <summary>In groups of four, to be read out.</summary>
    internal static string Grouped(string hex) => string.Join(' ', hex.ToUpperInvariant().Chunk(4).Select(c => new string(c)));

    private static void WriteHead(StatementPage page, PdfPage sheet, int number)
    {
        var (words, statement, column) = (page.Words, page.Statement, page.Flow.Column);
        DrawBrand(sheet, column.X, Top);
        var style = TextStyle.Body with { LineHeight = 15 };
        Flow.DrawLine(sheet, words["Brand"], style.In(FontFace.SemiBold), new(column.X + 21, 120), Top);
        var box = new Box(column.X + 150, column.Width - 150);
        var right = number == 1
            ? words["StatementNumber", statement.Period]
            : AroundName(statement.Organization.Name, "", $" · {words.NameOf(statement.Period)}", style, box.Width);
        Flow.DrawLine(sheet, right, style.In(Ink.Secondary), box, Top, Align.End);
        sheet.Line(column.X, Top + 24, column.Right, Top + 24, Ink.Text, 0.75);
    }

    private static void WriteFoot(StatementPage page, PdfPage sheet, int number, int count)
    {
        var (words, statement, column) = (page.Words, page.Statement, page.Flow.Column);
        var y = sheet.Height - 34;
        sheet.Line(column.X, y - 5, column.Right, y - 5, Ink.Hairline, 0.75);
        var mono = TextStyle.Foot with { Face = FontFace.Mono, Size = 7.5 };
        // Half of it tells two statements apart; the whole stands at the end
        Flow.DrawLine(sheet, Grouped(statement.Fingerprint[..Math.Min(32, statement.Fingerprint.Length)]), mono, new(column.X, 180), y);
        var middle = new Box(column.X + 190, column.Width - 280);
        var name = AroundName(statement.Organization.Name, $"{words["StatementNumber", statement.Period]} · ", $" · {statement.Organization.Currency}",
            TextStyle.Foot, middle.Width);
        Flow.DrawLine(sheet, name, TextStyle.Foot, middle, y, Align.Center);
        Flow.DrawLine(sheet, words["PageOf", number, count], TextStyle.Foot, new(column.Right - 80, 80), y, Align.End);
    }

    /// <summary>Where the whole is too long, the name gives way, not what stands around it.</summary>
    private static string AroundName(string name, string before, string after, TextStyle style, double width) =>
        before + TextMeasure.Ellipsized(TextMeasure.OneLine(name), style, width - TextMeasure.Width(before + after, style)) + after;

    /// <summary>The mark: lots lying in a pool.</summary>
    private static void DrawBrand(PdfPage sheet, double x, double y)
    {
        const double unit = 15.0 / 24;
        void Bar(double left, double top, double width, double height, double radius, int color) =>
            sheet.Fill(x + left * unit, y + top * unit, width * unit, height * unit, color, radius * unit);
        Bar(2, 2, 20, 20, 5, Ink.Primary);
        Bar(6, 14.5, 12, 3, 1, Ink.White);
        Bar(6, 10.25, 12, 3, 1, 0xBBD1D2);
        Bar(6, 6, 6.5, 3, 1, 0x85ADAF);
    }
}
