using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Payments;

/// <summary>What pays, what if it fails, and when it runs out.</summary>
public sealed partial class PaymentsPage : IDisposable
{
    private Actor? _actor;
    private PaymentFacts? _facts;
    private Refused? _refused;
    private string? _answer;
    private bool _mayChange, _isBusy;
    private IDisposable? _subscription;

    [Inject] private PaymentsReader Reader { get; set; } = default!;
    [Inject] private PaymentOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        _mayChange = _actor.May(Permission.ChangePaymentOptions);
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
        _facts = await Reader.FactsAsync(_actor, CancellationToken.None);
    }

    private async Task RefreshAsync()
    {
        _facts = await Reader.FactsAsync(_actor!, CancellationToken.None);
        StateHasChanged();
    }

    private Task MakeDefaultAsync(PaymentOption option) => DoAsync(Operations.MakeDefaultAsync, option, "Payments_DefaultIs");
    private Task MakeBackupAsync(PaymentOption option) => DoAsync(Operations.MakeBackupAsync, option, "Payments_BackupIs");
    private Task RemoveBackupAsync(PaymentOption option) => DoAsync(Operations.RemoveBackupAsync, option, "Payments_BackupNone");

    private async Task DoAsync(Func<Actor, Guid, CancellationToken, Task<Outcome<PaymentOption>>> deed, PaymentOption option, string answer)
    {
        if (_isBusy) return;
        _isBusy = true;
        try
        {
            var outcome = await deed(_actor!, option.Id, CancellationToken.None);
            (_refused, _answer) = (outcome.Refused, outcome.Refused is null ? L[answer, PaymentWords.Option(L, option)].Value : null);
            await RefreshAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }

    private string Lead(PaymentFacts facts) => (facts.Default, facts.Backup) switch
    {
        ({ } first, { } second) => L["Payments_Lead", PaymentWords.Option(L, first), PaymentWords.Option(L, second)],
        ({ } first, null) => L["Payments_LeadAlone", PaymentWords.Option(L, first)],
        _ => L["Payments_LeadNone"],
    };

    private string RunsOut(PaymentOption option, PaymentFacts facts)
    {
        var last = option.ExpiryMonth!.Value.LastDay;
        return option.StandingOn(facts.Today) == CardStanding.RunOut ? L["Payments_RanOut", PaymentWords.Option(L, option), Format.Date(last)]
            : L["Payments_RunsOut", PaymentWords.Option(L, option), Format.Date(last, weekday: true), Format.Number(last.DayNumber - facts.Today.DayNumber)];
    }

    public void Dispose() => _subscription?.Dispose();
}
