using CommsCredits.Domain;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Security;
using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Api;

/// <summary>How a program uses the API, with commands that run against this portal as they stand.</summary>
public sealed partial class ApiHelpPage
{
    private static readonly Dictionary<string, string[]> s_sections = new()
    {
        ["Balance"] = ["balance", "lots"], ["Ledger"] = ["ledger", "ledger-next"], ["Upload"] = ["upload", "import", "exceptions"], ["Statement"] = ["statements", "figures", "pdf"], ["Document"] = ["document"],
    };

    private IReadOnlyList<ApiExample> _examples = [];
    private bool _maySeeKeys;

    public static IEnumerable<string> SectionNames => s_sections.Keys;

    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private StatementReader Statements { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;
    [Inject] private ApiSettings Settings { get; set; } = default!;
    [Inject] private HostSettings Limits { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private string Address => new Uri(new Uri(Navigation.BaseUri), ApiEndpoints.Root).ToString();
    private static string Export => $"export {ApiExample.Key[1..]}='{ApiSecret.Prefix}…'";

    private IEnumerable<KeyValuePair<string, IReadOnlyList<ApiExample>>> Sections => s_sections.Select(s => KeyValuePair.Create<string, IReadOnlyList<ApiExample>>(s.Key, [.. _examples.Where(e => s.Value.Contains(e.Id))]));

    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        _maySeeKeys = actor.May(Permission.SeeApiKeys);
        _examples = ApiExample.All(new(Navigation.BaseUri), await MonthAsync(actor));
    }

    /// <summary>The newest closed month, where the person may know of it.</summary>
    private async Task<Month> MonthAsync(Actor actor)
    {
        var months = actor.May(Permission.SeeStatements) ? await Statements.MonthsAsync(actor, CancellationToken.None) : [];
        return (months.FirstOrDefault(m => m.ClosedAt is not null) ?? months.FirstOrDefault())?.Month ?? Month.Of(DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime)).Previous;
    }

    private string? ScopeOf(string section) => _examples.FirstOrDefault(e => e.Id == s_sections[section][0])?.Scope is { } scope ? L["ApiHelp_Scope", L[$"ApiScope_{scope}"]].Value : null;
}
