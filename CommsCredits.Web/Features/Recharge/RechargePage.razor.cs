using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>When it will charge, how much, and why it did or did not. The chosen decision, the filter and the page are in the address.</summary>
public sealed partial class RechargePage : IDisposable
{
    private Actor? _actor;
    private RechargeFacts? _facts;
    private DecisionPart? _decisions;
    private DecisionTrace? _trace;
    private IDisposable? _subscription;

    [SupplyParameterFromQuery(Name = "at")] private string? At { get; set; }
    [SupplyParameterFromQuery(Name = "outcome")] private string? AskedOutcome { get; set; }
    [SupplyParameterFromQuery(Name = "page")] private string? AskedPage { get; set; }

    /// <summary>What is typed survives the first drawing, news of the pool and a lost connection.</summary>
    [PersistentState] public RechargeForm? Form { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private RechargeReader Reader { get; set; } = default!;
    [Inject] private RechargeOperations Operations { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    private RechargeOutcome? Outcome => Enum.TryParse<RechargeOutcome>(AskedOutcome, out var outcome) && Enum.IsDefined(outcome) ? outcome : null;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(FollowAsync));
    }

    protected override Task OnParametersSetAsync() => _actor is null ? Task.CompletedTask : ReadAsync();

    private async Task FollowAsync()
    {
        await ReadAsync(follows: true);
        StateHasChanged();
    }

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync(bool follows = false)
    {
        Task<T> OnceAsync<T>(object what, Func<CancellationToken, Task<T>> read) => follows ? Feed.ShareAsync(_actor!, what, read) : read(CancellationToken.None);

        var page = Query.Page(AskedPage);
        var facts = await OnceAsync(nameof(RechargeFacts), cancel => Reader.FactsAsync(_actor!, cancel));
        var decisions = await OnceAsync((nameof(DecisionPart), Outcome, page), cancel => Reader.DecisionsAsync(_actor!, Outcome, page, cancel));
        var shown = (long?)Query.Whole(At) ?? (decisions.Rows is [var newest, ..] ? newest.Id : null);
        var trace = shown is { } id ? await OnceAsync((nameof(DecisionTrace), id), cancel => Reader.TraceAsync(_actor!, id, cancel)) : null;
        Form ??= RechargeForm.Of(facts, CultureInfo.CurrentCulture);
        (_facts, _decisions, _trace) = (facts, decisions, trace);
    }

    private async Task ResumeAsync()
    {
        await Operations.ResumeAsync(_actor!, CancellationToken.None);
        await RefreshAsync();
    }

    /// <summary>The form shows what is stored now, as it is written here.</summary>
    private async Task SavedAsync()
    {
        Form = null;
        await RefreshAsync();
    }

    private async Task LetGoAsync()
    {
        await Operations.LetGoAsync(_actor!, CancellationToken.None);
        await RefreshAsync();
    }

    private async Task StopHeldAsync()
    {
        await Operations.StopHeldAsync(_actor!, CancellationToken.None);
        Form = null;
        await RefreshAsync();
    }

    private string Lead(RechargeFacts facts) =>
        !facts.IsOn ? L["Recharge_LeadOff"].Value
        : facts.Situation.Counted > facts.Rule!.Trigger ? facts is { Fires: not null, Dunning.SuspendedAt: null } ? L["Recharge_LeadOnAbout"].Value : L["Recharge_LeadOn"].Value
        : L["Recharge_LeadBelow"].Value;

    private static IReadOnlyList<string> LeadFigures(RechargeFacts facts) =>
    [
        $"{Format.Money(facts.Situation.Counted, facts.Currency)} {facts.Currency.Code}",
        facts.OnSince is { } since ? Format.Date(facts.Calendar.DayOf(since)) : "–",
        Format.Money((facts.Situation.Counted - (facts.Rule?.Trigger ?? Money.Zero)).Abs(), facts.Currency),
        facts.Fires is { } fires ? Format.Date(fires.Day) : "–",
    ];

    public void Dispose() => _subscription?.Dispose();
}
