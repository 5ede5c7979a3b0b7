using System.Text.Json;

namespace CommsCredits.Web.Api;

/// <summary>How the API writes: names in camelCase, instants in UTC with a Z, amounts as texts of exact decimals.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
}
