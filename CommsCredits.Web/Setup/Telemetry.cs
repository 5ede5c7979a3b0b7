using CommsCredits.Web.Jobs;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CommsCredits.Web.Setup;

/// <summary>
/// Traces of requests and measurements of requests, page connections and jobs, for whoever runs a collector. Paths have opaque ids; what stands behind the question mark of an address may be a name, and is left out.
/// </summary>
public static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var settings = TelemetrySettings.Of(builder.Configuration);
        if (!settings.IsOn) return;
        builder.Services.AddOpenTelemetry().UseOtlpExporter(OpenTelemetry.Exporter.OtlpExportProtocol.Grpc, new Uri(settings.Endpoint))
            .ConfigureResource(resource => resource.AddService("CommsCredits", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation(requests =>
            {
                requests.Filter = http => !http.Request.Path.StartsWithSegments("/healthz") && !http.Request.Path.StartsWithSegments("/readyz");
                requests.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.query", null);
            }))
            .WithMetrics(figures => figures.AddAspNetCoreInstrumentation().AddMeter("Microsoft.AspNetCore.Components.Server.Circuits", JobRunner.MeterName));
    }
}
