using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Funding;

/// <summary>Which money is there, since when, until when; and the form that adds more. Tab, page and opened lot are in the address.</summary>
public sealed partial class FundingPage : IDisposable
{
    private const string LotsTab = "lots";
    private const string TopUpsTab = "topups";
    private const string EndedTab = "ended";

    private Actor? _actor;
    private FundingFacts? _facts;
    private LotUse? _use;
    private FundingPart<TopUpLine>? _topUps;
    private FundingPart<LotLine>? _ended;
    private Posted? _mended;
    private LotColors _colors = LotColors.Plain;
    private IDisposable? _subscription;

    [SupplyParameterFromQuery(Name = "tab")] private string? AskedTab { get; set; }
    [SupplyParameterFromQuery(Name = "page")] private string? AskedPage { get; set; }
    [SupplyParameterFromQuery(Name = "lot")] private string? AskedLot { get; set; }

    /// <summary>Money is to be added: where there is one column, the form comes before the lots.</summary>
    [SupplyParameterFromQuery(Name = "add")] private string? AskedAdd { get; set; }

    /// <summary>What was asked before the person had to prove who they are.</summary>
    [SupplyParameterFromQuery(Name = "amount")] private string? AskedAmount { get; set; }

    /// <summary>Kept from the first drawing on the server to the live page, and through a lost connection: the form's key stays the same.</summary>
    [PersistentState] public AddFundsForm? Form { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private FundingReader Reader { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private string Tab => AskedTab is TopUpsTab or EndedTab ? AskedTab : LotsTab;
    private int PageNumber => Query.Page(AskedPage);
    private bool Adds => AskedAdd is not null || AskedAmount is not null;
    private int? Lot => Query.Whole(AskedLot);

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
    }

    protected override Task OnParametersSetAsync() => _actor is null ? Task.CompletedTask : ReadAsync();

    private async Task RefreshAsync()
    {
        await ReadAsync(await Feed.ShareAsync(_actor!, nameof(FundingFacts), cancel => Reader.FactsAsync(_actor!, cancel)));
        StateHasChanged();
    }

    private async Task MendedAsync(Posted posted)
    {
        _mended = posted;
        await ReadAsync();
    }

    private async Task ReadAsync() => await ReadAsync(await Reader.FactsAsync(_actor!, CancellationToken.None));

    private async Task ReadAsync(FundingFacts facts)
    {
        var use = Tab != TopUpsTab && Lot is { } lot ? await Reader.UseAsync(_actor!, lot, CancellationToken.None) : null;
        var topUps = Tab == TopUpsTab ? await Reader.TopUpsAsync(_actor!, PageNumber, CancellationToken.None) : null;
        var ended = Tab == EndedTab ? await Reader.EndedAsync(_actor!, PageNumber, CancellationToken.None) : null;
        if (Form is null)
        {
            Form = AddFundsForm.Open(facts);
            if (AskedAmount is { Length: > 0 and < 20 }) Form.Amount = AskedAmount;
        }
        (_facts, _use, _topUps, _ended) = (facts, use, topUps, ended);
        _colors = new(facts.Open.Select(l => l.Lot.Number).Append(facts.NextLot));
    }

    private static IReadOnlyList<string> LeadFigures(FundingFacts facts)
    {
        var first = facts.Open[0].Lot;
        return
        [
            Format.Number(facts.Open.Count), $"{Format.Money(facts.Open.Select(l => l.Lot.Left).Total(), facts.Currency)} {facts.Currency.Code}",
            Format.Number(first.Number), Format.Date(first.LastUsableDay),
        ];
    }

    public void Dispose() => _subscription?.Dispose();
}
