using System.Net;
using System.Text.RegularExpressions;

namespace CommsCredits.Tests.Support;

/// <summary>What a person does in a browser, by plain HTTP.</summary>
public static partial class Visits
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Follows redirects to the end.</summary>
    public static async Task<HttpResponseMessage> VisitAsync(this HttpClient browser, string address)
    {
        var response = await browser.GetAsync(address, Cancel);
        for (var hops = 0; response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found && hops < 10; hops++)
            response = await browser.GetAsync(response.Headers.Location, Cancel);
        return response;
    }

    /// <summary>The whole round: challenge, choice of the person, code, form post back, and the page asked for.</summary>
    public static async Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string login, string page = "/")
    {
        var issuer = await browser.VisitAsync("/signin?returnUrl=" + Uri.EscapeDataString(page));
        var authorize = issuer.RequestMessage!.RequestUri!;
        var choice = Inputs(await issuer.Content.ReadAsStringAsync(Cancel));
        choice["login"] = login;
        var chosen = await browser.PostAsync(authorize.GetLeftPart(UriPartial.Path), new FormUrlEncodedContent(choice), Cancel);
        var form = await chosen.Content.ReadAsStringAsync(Cancel);
        var back = await browser.PostAsync(WebUtility.HtmlDecode(Action().Match(form).Groups[1].Value), new FormUrlEncodedContent(Inputs(form)), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        return await browser.VisitAsync(back.Headers.Location!.ToString());
    }

    public static async Task<string> TextAsync(this HttpResponseMessage response) => WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancel));

    /// <summary>The hidden fields of a page's forms, by name.</summary>
    public static Dictionary<string, string> Inputs(string html) =>
        Hidden().Matches(html).Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value))).DistinctBy(i => i.Name).ToDictionary(i => i.Name, i => i.Value);

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""action="([^"]+)""")]
    private static partial Regex Action();
}
