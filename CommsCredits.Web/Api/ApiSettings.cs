namespace CommsCredits.Web.Api;

/// <summary>The section <c>Api</c>.</summary>
public sealed record ApiSettings
{
    /// <summary>Requests a minute for one key.</summary>
    public int RequestsPerKey { get; init; } = 120;

    public static ApiSettings Of(IConfiguration settings) => settings.GetSection("Api").Get<ApiSettings>() ?? new();

    /// <summary>What is wrong with the section, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (RequestsPerKey <= 0) yield return $"Api:{nameof(RequestsPerKey)} must be above zero.";
    }
}
