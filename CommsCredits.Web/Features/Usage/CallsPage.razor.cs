using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Every call that was taken in: what it cost and why, or why it is free.</summary>
public sealed partial class CallsPage : IDisposable
{
    private PageSearch? _search;
    private CallFilter _filter = new();
    private CallList? _list;
    private CallDetail? _detail;
    private DateOnly _today;
    private bool _mayNumbers, _mayLedger, _mayFunding, _mayImport, _mayCorrect;

    [SupplyParameterFromQuery] public string? From { get; set; }
    [SupplyParameterFromQuery] public string? To { get; set; }
    [SupplyParameterFromQuery] public string? Kind { get; set; }
    [SupplyParameterFromQuery] public string? State { get; set; }
    [SupplyParameterFromQuery] public string? Person { get; set; }
    [SupplyParameterFromQuery] public string? Number { get; set; }
    [SupplyParameterFromQuery] public string? Import { get; set; }
    [SupplyParameterFromQuery] public string? Twins { get; set; }
    [SupplyParameterFromQuery] public string? Call { get; set; }
    [SupplyParameterFromQuery] public string? Page { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }
    [Inject] private ReadTurns Turns { get; set; } = default!;
    [Inject] private CallsReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    private bool IsFiltered => _filter != new CallFilter();

    private string? Lead => _list is not { } list ? null
        : L[IsFiltered ? "Usage_CallsMatch" : "Usage_CallsLead", Format.Number(list.Total), Format.Number(list.Charged), Format.Number(list.Total - list.Charged)].Value;

    private IReadOnlyList<FilterChoice> States => [.. Enum.GetValues<CallState>().Select(s => new FilterChoice(s.ToString(), L[$"CallState_{s}"]))];
    private IReadOnlyList<FilterChoice> Kinds => [.. Enum.GetValues<UsageKind>().Select(k => new FilterChoice(k.ToString(), L[$"UsageKind_{k}"]))];

    private IReadOnlyList<EmptyStep> EmptySteps => IsFiltered ? [new(L["Usage_ShowAllCalls"], Action: L["Usage_RemoveFilters"], Href: "/usage/calls")]
        : _mayImport ? [new(L["Usage_FirstImport"], Action: L["Usage_ToImports"], Href: "/usage/imports", Filled: true)] : [];

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        _mayCorrect = actor.May(Permission.CorrectLedger);
        (_mayNumbers, _mayLedger, _mayFunding, _mayImport) = (actor.May(Permission.SeeFullNumbers), actor.May(Permission.SeeLedger), actor.May(Permission.SeeFunding), actor.May(Permission.ImportUsage));
        _filter = new()
        {
            From = Query.Day(From), To = Query.Day(To), Kind = Query.Name<UsageKind>(Kind), State = Query.Name<CallState>(State), Person = Person,
            Number = _mayNumbers ? Number : null, ImportId = Guid.TryParse(Import, out var id) ? id : null, IsTwin = Twins is not null,
        };
        _detail = Call is null ? null : await Reader.DetailAsync(actor, Call, CancellationToken.None);
        _search ??= new(Turns);
        _list = await _search.RunAsync(actor, Http, cancel => Reader.ListAsync(actor, _filter, Query.Page(Page), cancel)) ?? _list;
        if (_list is not null) _today = _list.Calendar.DayOf(Clock.GetUtcNow().UtcDateTime);
    }

    private string TypeOf(CallLine call) => call.Kind is { } kind ? L[$"UsageKind_{kind}"] : CallTypes.Read(call.CallType) is { } type ? L[$"CallType_{type}"] : call.CallType;

    private static string Length(int seconds) => $"{Format.Number(seconds / 60)}:{seconds % 60:00}";

    /// <summary>A changed filter begins at the first page; opening a row stays on it.</summary>
    private string Link(params ReadOnlySpan<(string Name, object? Value)> changes) =>
        changes is [("call", _)] ? Navigation.With(changes) : Navigation.With([.. changes, ("page", null), ("call", null)]);

    public void Dispose() => _search?.Dispose();

    private string Paged(int by) => Navigation.With(("page", _list!.First / CallsReader.PageSize + 1 + by), ("call", null));
}
