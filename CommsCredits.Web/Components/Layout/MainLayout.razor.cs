using CommsCredits.Domain;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace CommsCredits.Web.Components.Layout;

/// <summary>The frame of every page: bar, menu, and a boundary that keeps a fault of the page from ending the circuit.</summary>
public sealed partial class MainLayout : IDisposable
{
    private Actor? _actor;
    private SignedInPerson? _person;
    private readonly LiveShell _shell = new();
    private DotNetObjectReference<PageFeed>? _sight;
    private FaultBoundary? _boundary;
    private IDisposable? _subscription;
    private bool _dark;
    private bool _drawer = true;

    [CascadingParameter(Name = "Dark")] private bool Dark { get; set; }
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private ShellReader Shell { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IJSRuntime Script { get; set; } = default!;

    private string SkipHref => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0] + "#main";

    protected override async Task OnInitializedAsync()
    {
        _dark = Dark;
        Navigation.LocationChanged += OnLocationChanged;
        _person = await Current.PersonAsync();
        _actor = await Current.FindAsync();
        Current.Changed += OnRightsChanged;
        if (_actor is null) return;
        // Before it is read what there is: a change in between would be heard by nobody
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
        _shell.Show(await Shell.ReadAsync(_actor, CancellationToken.None));
    }

    private async Task RefreshAsync()
    {
        var facts = await Feed.ShareAsync(_actor!, nameof(ShellFacts), cancel => Shell.FactsAsync(_actor!, cancel));
        _shell.Show(facts with { NewNotices = await Shell.NewNoticesAsync(_actor!, CancellationToken.None) });
    }

    /// <summary>The page lives: what was typed before the connection was lost may be put back.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        try
        {
            _sight = DotNetObjectReference.Create(Feed);
            await Script.InvokeVoidAsync("commsCredits.lives", _sight);
        }
        catch (JSDisconnectedException)
        {
            // Gone before it lived.
        }
    }

    /// <summary>Another role, or none: the page is asked for anew, and the server decides what there is to see.</summary>
    private void OnRightsChanged() => InvokeAsync(async () =>
    {
        if (!RendererInfo.IsInteractive) return;
        try
        {
            // Not by the navigation manager: nobody is asked about what is typed on a page that is no longer theirs to see
            await Script.InvokeVoidAsync("commsCredits.reload");
        }
        catch (JSDisconnectedException)
        {
            // Gone already.
        }
    });

    private void OnLocationChanged(object? sender, LocationChangedEventArgs location) => _boundary?.Recover();

    private void ToggleDrawer() => _drawer = !_drawer;

    private async Task ToggleThemeAsync()
    {
        _dark = !_dark;
        await Script.InvokeVoidAsync("commsCredits.chooseTheme", _dark ? "dark" : "light");
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _sight?.Dispose();
        Current.Changed -= OnRightsChanged;
        Navigation.LocationChanged -= OnLocationChanged;
    }
}
