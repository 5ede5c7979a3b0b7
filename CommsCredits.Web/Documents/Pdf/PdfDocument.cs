using System.Text;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>
/// A tagged document, written to PDF/A-3 (level A) and PDF/UA-1: every font embedded, every colour defined, every mark in the structure
/// tree. The same calls give the same bytes: the only time in it is <see cref="DocumentProperties.Created"/>.
/// </summary>
public sealed class PdfDocument
{
    public const int PagesWithOutline = 4;

    private readonly DocumentProperties _properties;
    private readonly PdfFile _file = new();
    private readonly List<PdfPage> _pages = [];
    private readonly List<StructureElement> _elements = [];
    private readonly List<EmbeddedFont> _fonts = [];
    private readonly Dictionary<TrueTypeFont, EmbeddedFont> _fontOf = [];
    private readonly List<Attachment> _attachments = [];
    private readonly List<(string Title, PdfPage Page, double Y)> _bookmarks = [];

    public PdfDocument(DocumentProperties properties)
    {
        _properties = properties;
        Structure = new(this, parent: null, "Document", attributes: "");
    }

    /// <summary>The root of the structure tree.</summary>
    public StructureElement Structure { get; }
    public IReadOnlyList<PdfPage> Pages => _pages;

    public PdfPage AddPage(double width, double height)
    {
        var page = new PdfPage(this, _file.NewId(), width, height);
        _pages.Add(page);
        return page;
    }

    /// <summary>A heading's place, from the page's top. Only a document of <see cref="PagesWithOutline"/> pages or more gets an outline.</summary>
    public void Bookmark(string title, PdfPage page, double y) => _bookmarks.Add((title, page, y));

    public void Attach(Attachment attachment) => _attachments.Add(attachment);

    public byte[] Finish()
    {
        var (catalog, tree, root) = (_file.NewId(), _file.NewId(), _file.NewId());
        WritePages(tree);
        WriteStructure(root);
        foreach (var font in _fonts) font.Write(_file);
        var profile = _file.AddStream(SrgbProfile.Write(), "/N 3");
        var metadata = _file.AddStream(Encoding.UTF8.GetBytes(XmpMetadata.Write(_properties)), "/Type/Metadata/Subtype/XML", compress: false);
        _file.Add(catalog, $"<</Type/Catalog/Pages {PdfSyntax.Reference(tree)}/Metadata {PdfSyntax.Reference(metadata)}"
            + $"/StructTreeRoot {PdfSyntax.Reference(root)}/MarkInfo<</Marked true>>/Lang{PdfSyntax.Ascii(_properties.Language)}"
            + "/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
            + $"/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile {PdfSyntax.Reference(profile)}>>]"
            + $"{Outline()}{Attachments()}>>");
        // What file managers and document systems list; PDF/A allows it where it equals the XMP title
        var information = _file.NewId();
        _file.Add(information, $"<</Title{PdfSyntax.Text(_properties.Title)}>>");
        return _file.Finish(catalog, information);
    }

    private string Outline()
    {
        if (_pages.Count < PagesWithOutline || _bookmarks.Count == 0) return "";
        var outline = _file.NewId();
        var ids = _bookmarks.Select(_ => _file.NewId()).ToList();
        foreach (var (i, (title, page, y)) in _bookmarks.Index())
        {
            var (before, after) = (i == 0 ? "" : $"/Prev {PdfSyntax.Reference(ids[i - 1])}", i == ids.Count - 1 ? "" : $"/Next {PdfSyntax.Reference(ids[i + 1])}");
            _file.Add(ids[i], $"<</Title{PdfSyntax.Text(title)}/Parent {PdfSyntax.Reference(outline)}{before}{after}"
                + $"/Dest[{PdfSyntax.Reference(page.Id)}/XYZ null {PdfSyntax.Number(page.Height - y)} null]>>");
        }
        _file.Add(outline, $"<</Type/Outlines/Count {ids.Count}/First {PdfSyntax.Reference(ids[0])}/Last {PdfSyntax.Reference(ids[^1])}>>");
        return $"/Outlines {PdfSyntax.Reference(outline)}";
    }

    internal int Register(StructureElement element)
    {
        _elements.Add(element);
        return _file.NewId();
    }

    internal EmbeddedFont FontOf(TrueTypeFont font)
    {
        if (_fontOf.TryGetValue(font, out var embedded)) return embedded;
        embedded = new(font, $"F{_fonts.Count + 1}", _file.NewId());
        _fonts.Add(embedded);
        return _fontOf[font] = embedded;
    }

    private void WritePages(int tree)
    {
        var fonts = string.Concat(_fonts.Select(f => $"/{f.Name} {PdfSyntax.Reference(f.Id)}"));
        for (var i = 0; i < _pages.Count; i++)
        {
            var page = _pages[i];
            var content = _file.AddStream(page.Content);
            _file.Add(page.Id, $"<</Type/Page/Parent {PdfSyntax.Reference(tree)}/MediaBox[0 0 {PdfSyntax.Number(page.Width)} {PdfSyntax.Number(page.Height)}]"
                + $"/Resources<</Font<<{fonts}>>>>/Contents {PdfSyntax.Reference(content)}/StructParents {i}/Tabs/S>>");
        }
        _file.Add(tree, $"<</Type/Pages/Count {_pages.Count}/Kids{PdfSyntax.Array(_pages.Select(p => p.Id))}>>");
    }

    private void WriteStructure(int root)
    {
        foreach (var element in _elements) element.Write(_file, root);
        var parents = new StringBuilder();
        for (var i = 0; i < _pages.Count; i++) parents.Append($"{i} {PdfSyntax.Array(_pages[i].Marks)} ");
        _file.Add(root, $"<</Type/StructTreeRoot/K {PdfSyntax.Reference(Structure.Id)}/ParentTree<</Nums[{parents}]>>/ParentTreeNextKey {_pages.Count}>>");
    }

    private string Attachments()
    {
        if (_attachments.Count == 0) return "";
        var names = new List<(string Name, int Id)>();
        foreach (var attachment in _attachments.OrderBy(a => a.Name, StringComparer.Ordinal))
            names.Add((attachment.Name, attachment.Write(_file, _properties.Created)));
        return $"/AF{PdfSyntax.Array(names.Select(n => n.Id))}/Names<</EmbeddedFiles<</Names["
            + $"{string.Join(' ', names.Select(n => $"{PdfSyntax.Text(n.Name)} {PdfSyntax.Reference(n.Id)}"))}]>>>>";
    }
}
