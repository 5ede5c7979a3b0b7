namespace CommsCredits.Web.Features.Statements;

/// <summary>What a statement is written as. The name in small letters is the file's extension.</summary>
public enum StatementFormat
{
    Pdf,
    Xlsx,
    Csv,
}

public static class StatementFormats
{
    public static string ContentType(this StatementFormat format) => format switch
    {
        StatementFormat.Pdf => "application/pdf",
        StatementFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        StatementFormat.Csv => "text/csv; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    public static string Extension(this StatementFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>By the extension, without a dot; null for any other.</summary>
    public static StatementFormat? Of(string? extension) => Enum.GetValues<StatementFormat>().Where(f => f.Extension() == extension?.ToLowerInvariant()).Select(f => (StatementFormat?)f).FirstOrDefault();
}
