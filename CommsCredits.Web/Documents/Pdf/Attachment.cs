namespace CommsCredits.Web.Documents.Pdf;

/// <summary>A file inside the document (PDF/A-3): the same figures for a machine. The media type is one plain word, a slash, one plain word.</summary>
public sealed record Attachment(string Name, string MediaType, byte[] Data, string Description)
{
    internal int Write(PdfFile file, DateTime modified)
    {
        var stream = PdfSyntax.Reference(file.AddStream(Data,
            $"/Type/EmbeddedFile/Subtype/{MediaType.Replace("/", "#2F", StringComparison.Ordinal)}"
            + $"/Params<</Size {Data.Length}/ModDate{PdfSyntax.Date(modified)}>>"));
        var id = file.NewId();
        file.Add(id, $"<</Type/Filespec/F{PdfSyntax.Text(Name)}/UF{PdfSyntax.Text(Name)}/AFRelationship/Data/Desc{PdfSyntax.Text(Description)}"
            + $"/EF<</F {stream}/UF {stream}>>>>");
        return id;
    }
}
