using System.Net;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Api;
using CommsCredits.Web.Features.ApiKeys;
using CommsCredits.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Api;

/// <summary>The commands of the help are taken from the page and run as they stand.</summary>
public sealed partial class ApiHelpTests(PortalServer portal)
{
    private static readonly Guid s_marlow = Guid.Parse("6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachCommandOfTheHelp_Runs()
    {
        using var browser = portal.Browser();
        var page = await (await browser.SignInAsync(EveryPage.Ana, "/api-help")).Content.ReadAsStringAsync(Cancel);
        var commands = Example().Matches(page).Select(m => (Id: m.Groups[1].Value, Command: WebUtility.HtmlDecode(m.Groups[2].Value))).ToList();
        Assert.Equal(ApiExample.All(portal.Address, new Month(2026, 10)).Select(e => e.Id).Order(), commands.Select(c => c.Id).Order());
        var admin = Actor.CommandLine((await portal.Services.GetRequiredService<TenantDirectory>().OrganizationOfAsync(s_marlow, Cancel))!.Value);
        var operations = portal.Services.GetRequiredService<ApiKeyOperations>();
        var shown = (await operations.AddAsync(admin, new($"help {Guid.NewGuid():N}", ApiScopes.All, null), Cancel)).Value!;
        var values = new Dictionary<string, string> { [ApiExample.Key] = shown.Secret };
        foreach (var (id, command) in commands)
        {
            var answer = await RunAsync(command, values);
            Assert.True(answer.IsSuccessStatusCode, $"{id}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}\n{command}");
            if (answer.Content.Headers.ContentType?.MediaType != "application/json") continue;
            var json = await answer.JsonAsync();
            if (json.TryGetProperty("cursor", out var cursor)) values[ApiExample.After] = cursor.GetString()!;
            if (json.TryGetProperty("imports", out var imports)) values[ApiExample.Import] = imports[0].Text("id");
        }
        await operations.RevokeAsync(admin, shown.Id, Cancel);
    }

    [Fact]
    public async Task EachCode_HasALineInTheHelp_ThatItsTypeLeadsTo()
    {
        using var browser = portal.Browser();
        var page = await (await browser.SignInAsync(EveryPage.Ana, "/api-help")).Content.ReadAsStringAsync(Cancel);
        Assert.All(ApiProblem.All, p => Assert.Contains($"id=\"{p.Code}\"", page, StringComparison.Ordinal));
        Assert.Equal(ApiProblem.All.Count, ApiProblem.All.Select(p => p.Code).Distinct().Count());
    }

    /// <summary>As curl would: headers, one file in a form, an address; nothing else may stand in a command.</summary>
    private static async Task<HttpResponseMessage> RunAsync(string command, Dictionary<string, string> values)
    {
        foreach (var (name, value) in values) command = command.Replace(name, value, StringComparison.Ordinal);
        Assert.DoesNotContain("$", command, StringComparison.Ordinal);
        var words = Word().Matches(command.Replace("\\\n", " ", StringComparison.Ordinal)).Select(m => m.Value.Trim('"')).ToList();
        Assert.Equal(["curl", "-sS"], words[..2]);
        using var request = new HttpRequestMessage(HttpMethod.Get, words[^1]);
        for (var i = 2; i < words.Count - 1; i += 2)
        {
            switch (words[i])
            {
                case "-H": request.Headers.Add(words[i + 1].Split(": ", 2)[0], words[i + 1].Split(": ", 2)[1]); break;
                case "-F":
                    Assert.Equal("file=@calls.csv", words[i + 1]);
                    request.Method = HttpMethod.Post;
                    request.Content = new MultipartFormDataContent { { new StringContent(new SmallExport().Row(Guid.NewGuid().ToString(), charge: "0.01", start: "2001-01-01T10:00:00").ToString()), "file", "calls.csv" } };
                    break;
                case "-o": Assert.Equal("statement.pdf", words[i + 1]); break;
                default: Assert.Fail($"curl would not know {words[i]}"); break;
            }
        }
        using var client = new HttpClient();
        return await client.SendAsync(request, Cancel);
    }

    [GeneratedRegex("""<code data-example="([^"]+)">(.*?)</code>""", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("\"[^\"]*\"|[^\\s\"]+")]
    private static partial Regex Word();
}
