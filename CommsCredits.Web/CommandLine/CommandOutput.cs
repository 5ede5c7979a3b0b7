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

    public static void Write(bool asJson, object result, string words) => Console.Out.WriteLine(asJson ? JsonSerializer.Serialize(result, s_json) : words);

    public static int Complain(bool asJson, string message, int exitCode)
    {
        if (asJson) Console.Out.WriteLine(JsonSerializer.Serialize(new { error = message }, s_json));
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
