namespace CommsCredits.Web.Documents.Pdf;

/// <summary>
/// A node of the tree that says what the marks on the pages are (a heading, a table's cell), for screen readers and for text extraction
/// in reading order.
/// </summary>
public sealed class StructureElement
{
    private readonly PdfDocument _document;
    private readonly StructureElement? _parent;
    private readonly string _attributes;
    private readonly List<string> _children = [];
    private int _page;

    internal StructureElement(PdfDocument document, StructureElement? parent, string type, string attributes)
    {
        (_document, _parent, Type, _attributes) = (document, parent, type, attributes);
        Id = document.Register(this);
    }

    internal int Id { get; }
    internal string Type { get; }

    /// <summary>A child: <c>H1</c>, <c>P</c>, <c>Table</c>, <c>TR</c>, <c>TD</c>.</summary>
    public StructureElement Add(string type) => Add(type, "");

    /// <summary>A column's head.</summary>
    public StructureElement AddHead() => Add("TH", "/A<</O/Table/Scope/Column>>");

    /// <summary>A row's name.</summary>
    public StructureElement AddRowHead() => Add("TH", "/A<</O/Table/Scope/Row>>");

    /// <summary>A drawing, with the sentence that says what it shows.</summary>
    public StructureElement AddFigure(string sentence) => Add("Figure", $"/Alt{PdfSyntax.Text(sentence)}");

    /// <summary>Notes that a page's marked content belongs to this element.</summary>
    internal void Mark(int page, int mark)
    {
        if (_page == 0) _page = page;
        _children.Add(_page == page ? $"{mark}" : $"<</Type/MCR/Pg {PdfSyntax.Reference(page)}/MCID {mark}>>");
    }

    internal void Write(PdfFile file, int root)
    {
        var page = _page == 0 ? "" : $"/Pg {PdfSyntax.Reference(_page)}";
        file.Add(Id, $"<</S/{Type}/P {PdfSyntax.Reference(_parent?.Id ?? root)}{page}{_attributes}/K[{string.Join(' ', _children)}]>>");
    }

    private StructureElement Add(string type, string attributes)
    {
        var child = new StructureElement(_document, this, type, attributes);
        _children.Add(PdfSyntax.Reference(child.Id));
        return child;
    }
}
