using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>How many included minutes are used and left, and the definition of each pool.</summary>
public sealed partial class PoolsPage : IDisposable
{
    private const string New = "new";
    private const int NearlyUsed = 80;
    private Actor? _actor;
    private PoolList? _list;
    private Refused? _refused;
    private bool _mayChange;
    private IDisposable? _subscription;

    /// <summary>A pool's id, or <c>new</c>.</summary>
    [SupplyParameterFromQuery] public string? Edit { get; set; }

    /// <summary>What is typed survives the first drawing, imported calls and a lost connection.</summary>
    [PersistentState] public PoolForm? Form { get; set; }
    [PersistentState] public string? Edited { get; set; }
    [Inject] private MinutePoolsReader Reader { get; set; } = default!;
    [Inject] private MinutePoolOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        _mayChange = _actor.May(Permission.ChangeRates);
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_actor is null) return;
        _list = await Reader.ListAsync(_actor, CancellationToken.None);
        if (Edit == Edited) return;
        (Edited, _refused) = (Edit, null);
        Form = Edit is null ? null
            : _list.Pools.FirstOrDefault(p => p.Pool.Id.ToString() == Edit) is { } line ? PoolForm.Of(line.Pool)
            : Edit == New ? new() { Id = Guid.CreateVersion7(), ValidFrom = _list.Month.FirstDay } : null;
    }

    private async Task RefreshAsync()
    {
        _list = await Reader.ListAsync(_actor!, CancellationToken.None);
        StateHasChanged();
    }

    private async Task SaveAsync(Domain.Calls.MinutePool pool)
    {
        var outcome = await Operations.SaveAsync(_actor!, pool, CancellationToken.None);
        _refused = outcome.Refused;
        if (_refused is null) Navigation.LeaveTo("/rates/pools");
    }

    private string Lead(PoolList list) => list.Pools.Count == 0 ? L["Pools_LeadNone"]
        : L["Pools_Lead", Format.Number(list.Pools.Where(p => p.IsOpen && p.EndedWith is null).Sum(p => (long)p.Left)), Format.Month(list.Month)];

    private string Closed(PoolLine line, PoolList list) => line.Pool.LastDay is { } last && last < list.Month.LastDay && line.Pool.ValidFrom <= last
        ? L["Pools_Ended", Format.Date(last)] : L["Pools_Begins", Format.Date(line.Pool.ValidFrom)];

    private static int Share(PoolLine line) => line.Pool.Size == 0 ? 100 : (int)Math.Min(100, (long)line.Used * 100 / line.Pool.Size);
    private static string Width(PoolLine line) => Format.Css(Share(line));
    private static string Percent(PoolLine line) => Format.Number(Share(line));
    private static string Level(PoolLine line) => Share(line) >= 100 ? "full" : Share(line) >= NearlyUsed ? "near" : "";

    public void Dispose() => _subscription?.Dispose();
}
