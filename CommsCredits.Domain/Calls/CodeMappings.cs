namespace CommsCredits.Domain.Calls;

/// <summary>Which code of a usage row a person explained.</summary>
public enum CodeKind { CallType, Capability }

/// <summary>What a code that is not known here stands for in one organization's files (R9.7).</summary>
/// <param name="Class">A name of <see cref="CallType"/> or <see cref="CapabilityClass"/>, as the kind says.</param>
public sealed record CodeMapping(CodeKind Kind, string Code, string Class);

/// <summary>
/// Reads call types and capabilities with an organization's own mappings. A code that is known here keeps its meaning: a mapping explains only what is unknown. Codes match in any case.
/// </summary>
public sealed class CodeMappings
{
    private readonly Dictionary<string, CallType> _callTypes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CapabilityClass> _capabilities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Throws <see cref="ArgumentException"/> for a class that does not exist.</summary>
    public CodeMappings(IEnumerable<CodeMapping> mappings)
    {
        foreach (var mapping in mappings)
        {
            if (mapping.Kind == CodeKind.CallType) _callTypes[mapping.Code] = Enum.Parse<CallType>(mapping.Class);
            else _capabilities[mapping.Code] = Enum.Parse<CapabilityClass>(mapping.Class);
        }
    }

    public static CodeMappings None { get; } = new([]);

    public CallType? CallTypeOf(string code) => CallTypes.Read(code) ?? (_callTypes.TryGetValue(code, out var type) ? type : null);

    public CapabilityClass? CapabilityOf(string code) => Capabilities.Read(code) ?? (_capabilities.TryGetValue(code, out var capability) ? capability : null);

    /// <summary>The names that a code may be mapped to; a code that is known already may not.</summary>
    public static bool IsClass(CodeKind kind, string name) => kind == CodeKind.CallType ? IsName<CallType>(name) : IsName<CapabilityClass>(name);

    public static bool IsKnown(CodeKind kind, string code) => kind == CodeKind.CallType ? CallTypes.Read(code) is not null : Capabilities.Read(code) is not null;

    private static bool IsName<T>(string name) where T : struct, Enum => Enum.GetNames<T>().Contains(name);
}
