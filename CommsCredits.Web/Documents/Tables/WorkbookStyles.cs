using CommsCredits.Domain;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommsCredits.Web.Documents.Tables;

/// <summary>How cells look, by number: Excel finds a style by its place in the list.</summary>
internal static class WorkbookStyles
{
    public const uint Plain = 0, Head = 1, Amount = 2, Count = 3, Day = 4, Part = 5;

    /// <summary>So many places on stands the same look for a total: semibold, a rule above.</summary>
    public const uint Total = 6;

    /// <summary>Micros: no amount has more decimals (R2.1).</summary>
    private const int MostDecimals = 6;

    private const uint AmountFormat = 164, DayFormat = 165, PartFormat = 166, ThousandsFormat = 3;

    /// <summary>
    /// How an amount looks: with the currency's decimals, and more where it has them. In a currency without decimals that takes two looks, for a format with a point shows the point of a whole amount too.
    /// </summary>
    public static uint Of(Money amount, int decimals) => decimals == 0 && amount.Shown(0) != amount.ToDecimal() ? Part : Amount;

    public static Stylesheet Make(int decimals) => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = AmountFormat, FormatCode = decimals == 0 ? "#,##0" : Format(decimals) },
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy-mm-dd" },
            new NumberingFormat { NumberFormatId = PartFormat, FormatCode = Format(1) }),
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border(), new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(new Color { Auto = true }) { Style = BorderStyleValues.Thin }, new DiagonalBorder()),
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(new Color { Auto = true }) { Style = BorderStyleValues.Thin }, new BottomBorder(), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true, BorderId = 1, ApplyBorder = true },
            Numbered(AmountFormat), Numbered(ThousandsFormat), Numbered(DayFormat), Numbered(PartFormat),
            TotalOf(0), TotalOf(0), TotalOf(AmountFormat), TotalOf(ThousandsFormat), TotalOf(DayFormat), TotalOf(PartFormat)));

    private static string Format(int decimals) => $"#,##0.{new string('0', decimals)}{new string('#', MostDecimals - decimals)}";

    private static CellFormat Numbered(UInt32Value format) => new() { NumberFormatId = format, ApplyNumberFormat = true };

    private static CellFormat TotalOf(UInt32Value format) => new() { NumberFormatId = format, ApplyNumberFormat = true, FontId = 1, ApplyFont = true, BorderId = 2, ApplyBorder = true };
}
