using System.Reflection;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Web.Components;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Rates;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Support;

/// <summary>A page of the portal: the address that is looked at and who may see it.</summary>
public sealed record PageToSee(string Template, string Address, string Login);

/// <summary>Every page of the portal, found by its route (once, where it has two addresses), with an address of the demo's books. A new page with a parameter needs a line here.</summary>
public static partial class EveryPage
{
    public const string Ana = "ana.ruiz@marlow.example", Jonas = "jonas.weber@marlow.example";
    private static readonly Guid s_marlow = Guid.Parse("6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10");

    public static IReadOnlyList<(string Template, Type Page)> Templates { get; } =
    [
        .. typeof(App).Assembly.GetTypes().Where(t => typeof(IComponent).IsAssignableFrom(t))
            .SelectMany(t => t.GetCustomAttributes<RouteAttribute>(inherit: false).Select(r => (r.Template, Page: t))
                .OrderByDescending(r => r.Template.Length).DistinctBy(r => r.Template.Count(c => c == '{')))
            .OrderBy(p => p.Template, StringComparer.Ordinal),
    ];

    /// <summary>Pages with something opened or chosen in them, which their plain address does not show.</summary>
    public static IReadOnlyList<PageToSee> Opened { get; } =
    [
        .. new[]
        {
            "/funding?tab=topups", "/funding?tab=ended", "/funding?lot=1&tab=ended", "/ledger?entry=2", "/plans?tab=countries", "/plans?tab=phones", "/settings/mail?edit=new", "/subscriptions?edit=new", "/notices?tab=mails",
        }.Select(address => new PageToSee(address, address, Ana)),
    ];

    public static async Task<IReadOnlyList<PageToSee>> OfAsync(IServiceProvider services, CancellationToken cancel)
    {
        var actor = Actor.CommandLine((await services.GetRequiredService<TenantDirectory>().OrganizationOfAsync(s_marlow, cancel))!.Value);
        var closed = (await services.GetRequiredService<StatementReader>().MonthsAsync(actor, cancel)).First(m => m.ClosedAt is not null).Month;
        var statement = (await services.GetRequiredService<StatementReader>().StatementAsync(actor, new(closed, closed), cancel))!;
        var import = (await services.GetRequiredService<ImportsReader>().ListAsync(actor, 1, cancel)).Imports[0].Id;
        var deck = (await services.GetRequiredService<RatesReader>().DecksAsync(actor, cancel)).Decks[0].Id;
        var filled = new Dictionary<string, string>
        {
            ["/plans/{Code}"] = "/plans/US", ["/help/{Asked}"] = "/help/add-funds", ["/statements/{Asked}"] = $"/statements/{statement.Period}",
            ["/statements/{Asked}/people/{Person}"] = $"/statements/{statement.Period}/people/{Uri.EscapeDataString(statement.ByPerson.First(p => p.Key.Length > 0).Key)}",
            ["/usage/imports/{Id:guid}"] = $"/usage/imports/{import}", ["/rates/decks/{Id:guid}"] = $"/rates/decks/{deck}",
        };
        return [.. Templates.Select(p => new PageToSee(p.Template, Parameter().IsMatch(p.Template) ? filled.GetValueOrDefault(p.Template, "") : p.Template, LoginFor(p.Page)))];
    }

    /// <summary>The billing admin, unless only the telecom admin may.</summary>
    private static string LoginFor(Type page) =>
        page.GetCustomAttributes<AuthorizeAttribute>().Any(a => Enum.TryParse<Permission>(a.Policy, out var needed) && !Roles.PermissionsOf([Roles.BillingAdmin]).Contains(needed)) ? Jonas : Ana;

    [GeneratedRegex(@"\{")]
    private static partial Regex Parameter();
}
