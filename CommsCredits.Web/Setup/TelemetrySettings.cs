namespace CommsCredits.Web.Setup;

/// <summary>The section <c>Telemetry</c>: where traces and measurements go (OpenTelemetry, OTLP). Off unless an address is named.</summary>
public sealed record TelemetrySettings
{
    /// <summary>The collector, such as <c>http://127.0.0.1:4317</c> (gRPC); empty: nothing is collected and nothing is sent.</summary>
    public string Endpoint { get; init; } = "";

    public bool IsOn => Endpoint.Length > 0;

    public static TelemetrySettings Of(IConfiguration settings) => settings.GetSection("Telemetry").Get<TelemetrySettings>() ?? new();

    /// <summary>What is wrong with the section, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (IsOn && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            yield return "Telemetry:Endpoint must begin with https://, or with http:// on this machine: paths of requests would travel unprotected.";
    }
}
