using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Features.Usage.Resolving;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Everything that waits for a person, whatever file it came with; what was worked off; and the codes that were explained.</summary>
public sealed partial class ExceptionsPage : IDisposable
{
    private const string WaitingView = "waiting", ResolvedView = "resolved", CodesView = "codes";
    private OpenExceptions? _open;
    private ResolvedList? _resolved;
    private IReadOnlyList<MappedCode>? _codes;
    private Resolved? _result;
    private Actor? _actor;
    private IDisposable? _subscription;

    [SupplyParameterFromQuery] public string? Show { get; set; }
    [SupplyParameterFromQuery] public string? Page { get; set; }
    [Inject] private ImportsReader Reader { get; set; } = default!;
    [Inject] private ResolvingReader Resolving { get; set; } = default!;
    [Inject] private CodeMappingOperations Mappings { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    private string View => Show is ResolvedView or CodesView ? Show : WaitingView;
    private string? Lead => _open is not { } open ? null : L[open.Total == 0 ? "Exceptions_LeadNone" : "Exceptions_Lead", Format.Number(open.Total), Format.Number(open.Groups.Count)].Value;

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= await Current.GetAsync();
        if (RendererInfo.IsInteractive) _subscription ??= Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var open = await Reader.ExceptionsAsync(_actor!, CancellationToken.None);
        var resolved = View == ResolvedView ? await Resolving.ResolvedAsync(_actor!, Query.Page(Page), CancellationToken.None) : null;
        var codes = View == CodesView ? await Resolving.MappedAsync(_actor!, CancellationToken.None) : null;
        (_open, _resolved, _codes) = (open, resolved, codes);
    }

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ShowAsync(Resolved result)
    {
        _result = result;
        await ReadAsync();
    }

    private async Task RemoveAsync(CodeMapping mapping)
    {
        await Mappings.RemoveAsync(_actor!, mapping.Kind, mapping.Code, CancellationToken.None);
        await ReadAsync();
    }

    public void Dispose() => _subscription?.Dispose();
}
