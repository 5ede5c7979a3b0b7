using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Overview;

/// <summary>Is all well, what will happen, what should I do? Follows the books within a second.</summary>
public sealed partial class OverviewPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Actor? _actor;
    private OverviewFacts? _facts;
    private OverviewWords? _words;
    private OutlookWords? _outlook;
    private LotColors _colors = LotColors.Plain;
    private IDisposable? _subscription;
    private bool _isRead;

    /// <summary>What the days ahead are drawn with: <c>nothing</c>, or, where a rule is at work, what it will likely buy.</summary>
    [SupplyParameterFromQuery] public string? With { get; set; }
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private OverviewReader Reader { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    /// <summary>Whoever may finish the set-up is reminded of it.</summary>
    private bool SetUpIsOpen => _facts is { IsSetUp: false } && _actor!.May(Permission.ChangeSettings);

    /// <summary>While the set-up is open its own list says what to do: there are not two.</summary>
    private IReadOnlyList<EmptyStep> FirstSteps => _facts is null || _actor is null ? [] : SetUpIsOpen ? [new(L["Overview_SetUpOpen"], Action: L["Overview_SetUpGoOn"], Href: "/setup", Filled: true)] :
    [
        new(L["Overview_FirstSetUp"], Done: true),
        new(L["Overview_FirstFunds", Format.Money(_facts.SmallestTopUp, _facts.Organization.Currency), _facts.Organization.Currency.Code], Action: _actor.May(Permission.AddFunds) ? L["Overview_AddFunds"].Value : null, Href: "/funding?add=1", Filled: true),
        new(L["Overview_FirstUsage"], Done: _facts.HasUsage, Action: _actor.May(Permission.ImportUsage) ? L["Overview_ImportUsage"].Value : null, Href: "/usage/imports"),
        new(L["Overview_FirstRule"], Done: _facts.Rule is { IsOn: true }, Action: _actor.May(Permission.ChangeRecharge) ? L["Overview_SetUp"].Value : null, Href: "/recharge"),
    ];

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.FindAsync();
        if (_actor is not null)
        {
            if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(FollowAsync));
            await ReadAsync();
        }
        _isRead = true;
    }

    private async Task ReadAsync() => Show(await Reader.ReadAsync(_actor!, _left.Token));

    private void Show(OverviewFacts facts)
    {
        _facts = facts;
        _colors = new(_facts.Lots.Select(l => l.Number));
        _words = new(L, _facts);
        _outlook = new(L, _facts);
    }

    private async Task FollowAsync()
    {
        Show(await Feed.ShareAsync(_actor!, nameof(OverviewFacts), cancel => Reader.ReadAsync(_actor!, cancel)));
        StateHasChanged();
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }
}
