using System.Text.Json;

namespace CommsCredits.Web.Features.Audit;

/// <summary>Reads the stored before and after of a row into fields side by side. What is no object is one field without a name.</summary>
internal static class AuditFields
{
    private const int Longest = 400;

    public static IReadOnlyList<AuditField> Of(string? before, string? after)
    {
        var (b, a) = (Read(before), Read(after));
        return [.. b.Keys.Union(a.Keys).Select(name => new AuditField(name, b.GetValueOrDefault(name), a.GetValueOrDefault(name)))];
    }

    private static Dictionary<string, string?> Read(string? json)
    {
        var fields = new Dictionary<string, string?>();
        if (json is null) return fields;
        using var document = JsonDocument.Parse(json);
        Add(fields, "", document.RootElement);
        return fields;
    }

    private static void Add(Dictionary<string, string?> fields, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject()) Add(fields, name.Length == 0 ? member.Name : $"{name}.{member.Name}", member.Value);
        else if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)) fields[name] = Short(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
    }

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
