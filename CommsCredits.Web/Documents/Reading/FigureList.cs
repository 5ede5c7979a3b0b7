using System.Text;
using System.Text.Json;

namespace CommsCredits.Web.Documents.Reading;

/// <summary>One value of a statement's JSON with its way through the file: <c>closing</c>, <c>lots[2].used</c>.</summary>
public sealed record NamedFigure(string Name, string Value);

/// <summary>The values of a JSON file in their order. The file is hostile: limits on depth and number, and null for what is no such file.</summary>
public static class FigureList
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MostBytes = 8 << 20;

    /// <summary>What each figure takes besides the characters of its name and value, as if it were characters.</summary>
    private const int CharactersOfAFigure = 24;

    private const int MostFigures = 100_000, MostDepth = 6, MostCharacters = 16 << 20;

    /// <summary>Null for what is no JSON object, too deep, too long, or has too many values.</summary>
    public static IReadOnlyList<NamedFigure>? Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MostBytes) return null;
        try
        {
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MostDepth });
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? Values(ref reader) : null;
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

    /// <summary>Read from front to end, without a tree: a tree of many small values takes many times what the file does.</summary>
    private static List<NamedFigure>? Values(ref Utf8JsonReader reader)
    {
        var figures = new List<NamedFigure>();
        // The objects and arrays that are open: each with its name, and the number of an array's next value; below zero for an object
        var open = new List<(string Name, int Next)> { ("", -1) };
        var (property, room) = ("", MostCharacters);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    property = reader.GetString()!;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.RemoveAt(open.Count - 1);
                    break;
                default:
                    // A long name is repeated for everything under it
                    var (parent, next) = open[^1];
                    room -= CharactersOfAFigure + parent.Length + property.Length + reader.ValueSpan.Length;
                    if (figures.Count >= MostFigures || room < 0) return null;
                    var name = next >= 0 ? $"{parent}[{next}]" : parent.Length == 0 ? property : $"{parent}.{property}";
                    if (next >= 0) open[^1] = (parent, next + 1);
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) open.Add((name, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                    else figures.Add(new(name, reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan)));
                    break;
            }
        }
        return figures;
    }
}
