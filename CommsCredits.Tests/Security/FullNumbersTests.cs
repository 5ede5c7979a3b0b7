using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.ApiKeys;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Security;

/// <summary>R14.3: who may not see phone numbers whole sees none, in no answer of any address: pages, files and the API are all asked, and every number that was imported is looked for.</summary>
public sealed partial class FullNumbersTests(PortalServer portal)
{
    private const string Mei = "mei.lin@marlow.example", Priya = "priya.nair@harborlane.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoAnswer_HoldsAWholeNumber_ForWhoeverMayNotSeeIt()
    {
        var actor = Actor.CommandLine((await portal.Services.GetRequiredService<TenantDirectory>().OrganizationOfAsync(Guid.Parse("6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10"), Cancel))!.Value);
        var (numbers, addresses) = await NumbersAsync(actor);
        Assert.True(numbers.Count > 100);
        addresses.AddRange((await EveryPage.OfAsync(portal.Services, Cancel)).Select(p => p.Address));

        var faults = new List<string>();
        foreach (var login in new[] { PortalServer.RobinLogin, Mei, Priya })
            foreach (var (address, found) in await WalkAsync(login, addresses, numbers)) faults.Add($"{login} sees {found} at {address}");
        faults.AddRange(await ByTheApiAsync(actor, numbers));
        Assert.True(faults.Count == 0, string.Join("\n", faults));

        // What finds nothing for them finds them for whoever may see them
        Assert.True((await WalkAsync(EveryPage.Jonas, addresses, numbers)).Count >= 2);
        Assert.Contains(await WalkAsync(EveryPage.Ana, addresses, numbers), seen => seen.Address.StartsWith("/privacy/person.json", StringComparison.Ordinal));
    }

    private async Task<(HashSet<string> Numbers, List<string> Addresses)> NumbersAsync(Actor actor)
    {
        await using var db = portal.Services.GetRequiredService<Database>().Read(actor, Permission.SeeUsage);
        var calls = await db.Calls.Select(c => new { c.CallerNumber, c.DestinationNumber, c.PersonId, c.Start }).ToListAsync(Cancel);
        var waiting = await db.CallExceptions.Select(e => e.DestinationNumber).ToListAsync(Cancel);
        var numbers = calls.SelectMany(c => new[] { c.CallerNumber, c.DestinationNumber }).Concat(waiting).Select(PhoneNumber.DigitsOf).Where(d => d.Length >= 8 && !d.Contains('*', StringComparison.Ordinal)).ToHashSet();
        var people = calls.Where(c => c.PersonId is not null && c.DestinationNumber is not null).OrderByDescending(c => c.Start).Select(c => c.PersonId!).Distinct().Take(5).ToList();
        var periods = (await db.ClosedMonths.Select(m => m.Month).ToListAsync(Cancel)).Select(m => m.ToString()).TakeLast(2).ToList();
        var imports = await db.Imports.Select(i => i.Id).ToListAsync(Cancel);
        return (numbers,
        [
            "/ledger.csv", "/audit.csv", "/usage/calls", "/usage/calls?page=2", "/usage/exceptions", "/audit?page=2",
            .. people.Select(p => $"/privacy/person.json?id={Uri.EscapeDataString(p)}"), .. people.Select(p => $"/usage/calls?person={Uri.EscapeDataString(p)}"),
            .. periods.SelectMany(m => people.SelectMany(p => new[] { $"/statements/{m}/people/{Uri.EscapeDataString(p)}", $"/statements/{m}/people/{Uri.EscapeDataString(p)}/calls.csv" })),
            .. periods.SelectMany(m => new[] { $"/statements/{m}.csv", $"/statements/{m}.xlsx" }), .. imports.SelectMany(i => new[] { $"/usage/imports/{i}", $"/usage/imports/{i}/unreadable.csv" }),
        ]);
    }

    private async Task<List<(string Address, string Found)>> WalkAsync(string login, IEnumerable<string> addresses, HashSet<string> numbers)
    {
        var browser = portal.Browser();
        await browser.SignInAsync(login);
        var seen = new List<(string, string)>();
        foreach (var address in addresses)
            if (await FoundAsync(await browser.GetAsync(address, Cancel), numbers) is { } found) seen.Add((address, found));
        return seen;
    }

    private async Task<List<string>> ByTheApiAsync(Actor actor, HashSet<string> numbers)
    {
        var secret = (await portal.Services.GetRequiredService<ApiKeyOperations>().AddAsync(actor, new($"numbers {Guid.NewGuid():N}", ApiScopes.All, null), Cancel)).Value!.Secret;
        using var program = new HttpClient { BaseAddress = portal.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        var faults = new List<string>();
        var paths = portal.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET") && !e.RoutePattern.RawText.Contains("{id", StringComparison.Ordinal))
            .Select(e => e.RoutePattern.RawText!.Replace("{period}", "2026-09", StringComparison.Ordinal)).ToList();
        Assert.True(paths.Count >= 8);
        foreach (var path in paths)
            if (await FoundAsync(await program.GetAsync(path, Cancel), numbers) is { } found) faults.Add($"A key sees {found} at {path}");
        return faults;
    }

    private static async Task<string?> FoundAsync(HttpResponseMessage answer, HashSet<string> numbers)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        var text = bytes.AsSpan().StartsWith("PK"u8) ? Unzipped(bytes) : WebUtility.HtmlDecode(System.Text.Encoding.UTF8.GetString(bytes));
        // As it was imported, and with the gaps that pages show it in
        return Digits().Matches(text).Concat(Digits().Matches(Gaps().Replace(text, ""))).Select(m => m.Value).FirstOrDefault(numbers.Contains);
    }

    private static string Unzipped(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return string.Concat(zip.Entries.Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }

    [GeneratedRegex("(?<=[0-9])[ \u00A0\u202F()./-]+(?=[0-9])")]
    private static partial Regex Gaps();

    [GeneratedRegex("[0-9]{8,}")]
    private static partial Regex Digits();
}
