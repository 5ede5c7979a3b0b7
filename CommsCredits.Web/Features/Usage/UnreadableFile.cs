using System.Globalization;
using System.Text;
using CommsCredits.Web.Documents;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Unreadable lines as CSV: number, fault, and the line as it was in one quoted cell. No cell becomes a formula: what a spreadsheet would work out gets an apostrophe before it.</summary>
internal static class UnreadableFile
{
    public static string Of(IEnumerable<UnreadableText> lines)
    {
        var file = new StringBuilder("Line,Fault,Text\r\n");
        foreach (var line in lines) file.Append(CultureInfo.InvariantCulture, $"{line.Line},{Cell(string.Join(' ', [line.Fault, .. line.Figures]))},{Cell(line.Text)}\r\n");
        return file.ToString();
    }

    /// <summary>What the text of <c>File_{fault}</c> says: all columns that are missing stand in one place.</summary>
    public static object[] Figures(string fault, IReadOnlyList<string> figures) => fault == nameof(Reading.FileFault.MissingColumns) ? [string.Join(", ", figures)] : [.. figures];

    private static string Cell(string text) => $"\"{(CsvWriter.IsFormula(text) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
