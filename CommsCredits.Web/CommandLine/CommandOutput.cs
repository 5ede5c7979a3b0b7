using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommsCredits.Web.CommandLine;

/// <summary>Words for a person, or one line of JSON for a program (<c>--json</c>). Results go to standard output, complaints to standard error.</summary>
internal static class CommandOutput
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly AsyncLocal<(TextWriter Results, TextWriter Complaints)?> s_to = new();

    private static TextWriter Results => s_to.Value?.Results ?? Console.Out;
    private static TextWriter Complaints => s_to.Value?.Complaints ?? Console.Error;

    /// <summary>Sends what a command says elsewhere than to the console, for the work that is awaited from here.</summary>
    public static void SendTo(TextWriter results, TextWriter complaints) => s_to.Value = (results, complaints);

    public static void Write(bool asJson, object result, string words) => Results.WriteLine(asJson ? JsonSerializer.Serialize(result, s_json) : words);

    /// <summary>Beside the result: for a person who wonders, not for a program.</summary>
    public static void Remark(string message) => Complaints.WriteLine(message);

    /// <param name="details">What a program needs beyond the message; only with <paramref name="asJson"/>.</param>
    public static int Complain(bool asJson, string message, int exitCode, object? details = null)
    {
        if (asJson) Results.WriteLine(details is null ? JsonSerializer.Serialize(new { error = message }, s_json) : JsonSerializer.Serialize(new { error = message, details }, s_json));
        Complaints.WriteLine(message);
        return exitCode;
    }
}
