using System.Text.Json;
using System.Text.RegularExpressions;

namespace CommsCredits.Web.Features.Settings.SignInChecks;

/// <summary>What an issuer said, or why it said nothing.</summary>
/// <param name="Status">0 where there was no answer.</param>
/// <param name="Body">Null where it is no JSON object.</param>
/// <param name="Ahead">How far the machine's clock is ahead of the issuer's; null where the issuer does not say its time.</param>
/// <param name="Fault">A code of <see cref="SignInFinding.Codes"/> where there was no answer.</param>
internal sealed partial record IssuerAnswer(int Status, JsonElement? Body, TimeSpan? Ahead, string? Fault)
{
    private const int LongestCode = 40;

    public bool IsGood => Status is >= 200 and < 300;
    public bool IsBusy => Status is 429 or >= 500;

    public string? Text(string name) => Body is { } body && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Entra ID's own code, <c>AADSTS7000215</c>, or the protocol's, <c>invalid_client</c>; never the description, which may name people.</summary>
    public string ErrorCode => Entra().Match(Text("error_description") ?? "") is { Success: true } found ? found.Value : Text("error") is { } error && Plain().IsMatch(error) && error.Length <= LongestCode ? error : $"HTTP {Status}";

    [GeneratedRegex(@"\bAADSTS\d{4,8}\b")]
    private static partial Regex Entra();

    [GeneratedRegex(@"^[A-Za-z0-9_.\-]+$")]
    private static partial Regex Plain();
}
