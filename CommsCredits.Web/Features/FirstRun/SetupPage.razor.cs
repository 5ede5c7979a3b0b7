using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.FirstRun;

/// <summary>What is left to do before the portal is in use, found out from what is there; whoever has seen enough says so.</summary>
public sealed partial class SetupPage : IDisposable
{
    private Actor? _actor;
    private SetupFacts? _facts;
    private string? _answer, _failed;
    private bool _isBusy;
    private IDisposable? _subscription;

    [Inject] private SetupReader Reader { get; set; } = default!;
    [Inject] private SetupOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(FollowAsync));
        await ReadAsync();
    }

    private async Task ReadAsync() => _facts = await Reader.ReadAsync(_actor!, CancellationToken.None);

    private async Task FollowAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task BackedUpAsync(Outcome<DateTime> made)
    {
        _failed = (string?)made.Refused?.Figures[0];
        _answer = _failed is not null ? null : L[made.IsReplay ? "Setup_BackedUpBefore" : "Setup_BackedUp"].Value;
        await ReadAsync();
    }

    private Task FinishAsync() => OnceAsync(async () =>
    {
        await Operations.FinishAsync(_actor!, CancellationToken.None);
        (_failed, _answer) = (null, L["Setup_Finished"]);
    });

    private async Task OnceAsync(Func<Task> deed)
    {
        if (_isBusy) return;
        _isBusy = true;
        try
        {
            await deed();
            await ReadAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }

    private string Lead(SetupFacts facts) =>
        facts.SetUp is { } at ? L["Setup_LeadFinished", Format.Date(facts.Organization.Calendar.DayOf(at)), Format.Number(facts.Done), Format.Number(facts.Steps.Count)]
        : facts.Done == facts.Steps.Count ? L["Setup_LeadAll"] : L["Setup_Lead", Format.Number(facts.Done), Format.Number(facts.Steps.Count)];

    /// <summary>What another role has to do is said with its name.</summary>
    private string What(SetupStep step) => step.MayDo ? L[$"SetupWhat_{step.Kind}"] : L["Setup_ByRole", L[$"SetupWhat_{step.Kind}"], Roles.TelecomAdmin];

    public void Dispose() => _subscription?.Dispose();
}
