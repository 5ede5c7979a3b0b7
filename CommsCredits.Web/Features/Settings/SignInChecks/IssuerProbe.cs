using System.Net.Http.Headers;
using System.Text.Json;

namespace CommsCredits.Web.Features.Settings.SignInChecks;

/// <summary>Asks the issuer over the connection that sign-ins take, and waits ten seconds at the most.</summary>
internal sealed class IssuerProbe(HttpClient backchannel)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    public Task<IssuerAnswer> GetAsync(string address, CancellationToken cancel) => AskAsync(address, null, cancel);

    public Task<IssuerAnswer> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancel) => AskAsync(address, form, cancel);

    private async Task<IssuerAnswer> AskAsync(string address, IEnumerable<KeyValuePair<string, string>>? form, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return new(0, null, null, "IssuerNotOidc");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            using var content = form is null ? null : new FormUrlEncodedContent(form);
            using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, uri) { Content = content, Headers = { CacheControl = new CacheControlHeaderValue { NoCache = true } } };
            using var response = await backchannel.SendAsync(request, patience.Token);
            var ahead = TimeProvider.System.GetUtcNow() - response.Headers.Date;
            return new((int)response.StatusCode, Read(await response.Content.ReadAsStringAsync(patience.Token)), ahead, null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(0, null, null, "IssuerTimedOut");
        }
        catch (HttpRequestException fault)
        {
            return new(0, null, null, fault.HttpRequestError switch { HttpRequestError.NameResolutionError => "IssuerNoName", HttpRequestError.SecureConnectionError => "IssuerCertificate", _ => "IssuerNoAnswer" });
        }
    }

    private static JsonElement? Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
