using CommsCredits.Web.Api;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Mail;
using CommsCredits.Web.Security;

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
    private static readonly string[] s_required = ["AzureAd:Instance", "AzureAd:TenantId", "AzureAd:ClientId"];

    private static readonly (string Key, string Why)[] s_developmentOnly =
    [
        ("DevSignIn:Embedded", "anybody could sign in as anybody."),
        ("Payments:Sandbox", "top-ups would be booked without being paid."),
        ("Clock:Movable", "lots and months could be ended by hand."),
    ];

    public static void DemandSafeSettings(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) return;
        var faults = Faults(builder.Configuration).Concat(ZoneFiles.Faults(TimeZoneInfo.FindSystemTimeZoneById)).ToList();
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
        if (string.IsNullOrWhiteSpace(settings["AzureAd:ClientSecret"]) && !settings.GetSection("AzureAd:ClientCertificates").GetChildren().Any())
            yield return "AzureAd:ClientSecret is missing, and so is AzureAd:ClientCertificates: nobody could sign in.";
        var access = AccessSettings.Of(settings);
        if (settings["AzureAd:TenantId"] is { Length: > 0 } tenant && !Guid.TryParse(tenant, out _) && !(tenant is "organizations" && (access.SelfRegistration || access.Tenants.Length > 0)))
            yield return "AzureAd:TenantId must be the directory's id, a GUID, or 'organizations' together with Access:Tenants or Access:SelfRegistration: any other value lets foreign directories in.";
        foreach (var fault in access.Faults().Concat(HostSettings.Of(settings).Faults()).Concat(MailSettings.Of(settings).Faults()).Concat(ApiSettings.Of(settings).Faults()).Concat(BackupSettings.Of(settings).Faults()).Concat(ImportSettings.Of(settings).Faults()).Concat(TelemetrySettings.Of(settings).Faults())) yield return fault;
        var hosts = (settings["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (hosts.Length == 0 || hosts.Any(host => host.Contains('*') || host is "[::]" or "0.0.0.0")) yield return "AllowedHosts must name the host that people open, such as credits.example.com: with any name allowed, links and sign-ins could be led elsewhere.";
    }
}
