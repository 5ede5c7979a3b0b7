using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommsCredits.Web.Documents.Tables;

/// <summary>How cells look, by number: Excel finds a style by its place in the list.</summary>
internal static class WorkbookStyles
{
    public const uint Plain = 0, Head = 1, Amount = 2, Count = 3, Day = 4;
    private const uint AmountFormat = 164, DayFormat = 165, ThousandsFormat = 3;

    public static Stylesheet Make(int decimals) => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = AmountFormat, FormatCode = $"#,##0{(decimals > 0 ? "." : "")}{new string('0', decimals)}" },
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy-mm-dd" }),
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border(), new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(new Color { Auto = true }) { Style = BorderStyleValues.Thin }, new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true, BorderId = 1, ApplyBorder = true },
            Numbered(AmountFormat), Numbered(ThousandsFormat), Numbered(DayFormat)));

    private static CellFormat Numbered(UInt32Value format) => new() { NumberFormatId = format, ApplyNumberFormat = true };
}
