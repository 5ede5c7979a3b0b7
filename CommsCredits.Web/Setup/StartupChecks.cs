namespace CommsCredits.Web.Setup;

/// <summary>The configuration may not go into service; the message lists every fault, one a line.</summary>
public sealed class UnsafeSettingsException(IReadOnlyList<string> faults)
    : Exception("CommsCredits does not start: " + faults.Count + " unsafe or missing settings." + string.Concat(faults.Select(f => Environment.NewLine + "  - " + f)))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>Says before the first request what would make the portal unsafe, all at once. Development is exempt.</summary>
public static class StartupChecks
{
    private static readonly string[] s_required = ["AzureAd:Instance", "AzureAd:TenantId", "AzureAd:ClientId", "AzureAd:ClientSecret"];

    private static readonly (string Key, string Why)[] s_developmentOnly =
    [
        ("DevSignIn:Embedded", "anybody could sign in as anybody."),
        ("Payments:Sandbox", "top-ups would be booked without being paid."),
        ("Clock:Movable", "lots and months could be ended by hand."),
    ];

    public static void DemandSafeSettings(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) return;
        var faults = Faults(builder.Configuration).ToList();
        if (faults.Count > 0) throw new UnsafeSettingsException(faults);
    }

    public static IEnumerable<string> Faults(IConfiguration settings)
    {
        foreach (var (key, why) in s_developmentOnly)
            if (settings.GetValue<bool>(key)) yield return $"{key} is for development only: {why}";
        foreach (var key in s_required)
            if (string.IsNullOrWhiteSpace(settings[key])) yield return $"{key} is missing: nobody could sign in.";
        if (settings["AzureAd:Instance"] is { Length: > 0 } instance && !instance.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            yield return "AzureAd:Instance must begin with https://: tokens would travel unprotected.";
        if (settings["AzureAd:TenantId"] is { Length: > 0 } tenant && !Guid.TryParse(tenant, out _))
            yield return "AzureAd:TenantId must be the directory's id, a GUID: any other value lets foreign directories in.";
    }
}
