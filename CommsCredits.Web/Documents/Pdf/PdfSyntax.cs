using System.Globalization;
using System.Text;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>How numbers, texts and instants are written in a PDF, whatever the culture of the reader.</summary>
internal static class PdfSyntax
{
    public static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Fraction(double value) => Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);

    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A language tag or a date: ASCII without a parenthesis.</summary>
    public static string Ascii(string text) => $"({text})";

    public static string Date(DateTime utc) => Ascii($"D:{utc.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z");

    public static string Reference(int id) => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");

    public static string Array(IEnumerable<int> ids) => $"[{string.Join(' ', ids.Select(Reference))}]";
}
