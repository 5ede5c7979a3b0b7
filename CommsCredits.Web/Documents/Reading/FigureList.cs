using System.Text.Json;

namespace CommsCredits.Web.Documents.Reading;

/// <summary>One value of a statement's JSON with its way through the file: <c>closing</c>, <c>lots[2].used</c>.</summary>
public sealed record NamedFigure(string Name, string Value);

/// <summary>The values of a JSON file in their order. The file is hostile: limits on depth and number, and null for what is no such file.</summary>
public static class FigureList
{
    private const int MostFigures = 100_000, MostDepth = 6, MostBytes = 8 << 20, MostCharacters = 32 << 20;

    public static IReadOnlyList<NamedFigure>? Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MostBytes) return null;
        try
        {
            var room = MostCharacters;
            using var document = JsonDocument.Parse(json, new() { MaxDepth = MostDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            var figures = new List<NamedFigure>();
            return Take(document.RootElement, "", figures, ref room) ? figures : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The first figure of <paramref name="books"/> that the paper gives otherwise or not at all, then what the paper has beyond them.</summary>
    public static (string Name, string Paper, string Books)? FirstDifference(IReadOnlyList<NamedFigure> paper, IReadOnlyList<NamedFigure> books)
    {
        for (var i = 0; i < Math.Max(paper.Count, books.Count); i++)
        {
            if (i >= books.Count) return (paper[i].Name, paper[i].Value, "");
            if (i >= paper.Count) return (books[i].Name, "", books[i].Value);
            if (paper[i].Name != books[i].Name) return (books[i].Name, paper[i].Name, books[i].Value);
            if (paper[i].Value != books[i].Value) return (books[i].Name, paper[i].Value, books[i].Value);
        }
        return null;
    }

    /// <summary>As <see cref="FirstDifference"/>, for a paper of an earlier layout, which has fewer figures: each that it has must be that of the books but for the layout's own number, and those named must be there.</summary>
    public static (string Name, string Paper, string Books)? FirstDifferenceOfEarlier(IReadOnlyList<NamedFigure> paper, IReadOnlyList<NamedFigure> books, IEnumerable<string> required)
    {
        var (known, said) = (books.DistinctBy(b => b.Name).ToDictionary(b => b.Name, b => b.Value), paper.Select(p => p.Name).ToHashSet());
        foreach (var figure in paper.Where(f => f.Name != StatementJson.LayoutName))
            if (!known.TryGetValue(figure.Name, out var value) || value != figure.Value) return (figure.Name, figure.Value, value ?? "");
        return required.FirstOrDefault(name => !said.Contains(name)) is { } missing ? (missing, "", known[missing]) : null;
    }

    private static bool Take(JsonElement element, string name, List<NamedFigure> figures, ref int room)
    {
        // A long name is repeated for everything under it.
        room -= name.Length;
        if (figures.Count >= MostFigures || room < 0) return false;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    if (!Take(property.Value, name.Length == 0 ? property.Name : $"{name}.{property.Name}", figures, ref room)) return false;
                return true;
            case JsonValueKind.Array:
                foreach (var (i, item) in element.EnumerateArray().Index())
                    if (!Take(item, $"{name}[{i}]", figures, ref room)) return false;
                return true;
            default:
                figures.Add(new(name, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()));
                return true;
        }
    }
}
