using System.Security.Cryptography;
using System.Text;

namespace CommsCredits.Domain.Ledger;

/// <summary>
/// What was asked under an idempotency key, as named fields in a fixed order (R3.6). The same key with the same content is answered with the first
/// result; with other content it is refused, and the first field that differs is named.
/// </summary>
public sealed record PostingContent(IReadOnlyList<ContentField> Fields)
{
    public static PostingContent Of(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var list = new List<ContentField>(fields.Length);
        foreach (var (name, value) in fields) list.Add(new(name, value ?? ""));
        return new(list);
    }

    /// <summary>SHA-256 over names and values, each on its own line with its length before it.</summary>
    public byte[] Hash()
    {
        var text = new StringBuilder();
        foreach (var field in Fields) text.Append(field.Name.Length).Append(':').Append(field.Name).Append(field.Value.Length).Append(':').Append(field.Value).Append('\n');
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The name of the first field that differs; null where all are equal.</summary>
    public string? FirstDifference(PostingContent other)
    {
        for (var i = 0; i < Math.Max(Fields.Count, other.Fields.Count); i++)
        {
            if (i >= Fields.Count) return other.Fields[i].Name;
            if (i >= other.Fields.Count || Fields[i] != other.Fields[i]) return Fields[i].Name;
        }
        return null;
    }
}

public sealed record ContentField(string Name, string Value);
