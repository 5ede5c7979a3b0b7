using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Subscriptions;

/// <summary>What the organization has, and what each means for the credits. What is being changed stands in the address.</summary>
public sealed partial class SubscriptionsPage : IDisposable
{
    private const string New = "new";
    private Actor? _actor;
    private SubscriptionBook? _book;
    private Refused? _refused;
    private string? _answer;
    private bool _mayChange, _mayFund;
    private IDisposable? _subscription;

    /// <summary>A subscription's id, or <c>new</c>.</summary>
    [SupplyParameterFromQuery] public string? Edit { get; set; }

    /// <summary>What is typed survives the first drawing, news of the pool and a lost connection.</summary>
    [PersistentState] public SubscriptionForm? Form { get; set; }
    [PersistentState] public string? Edited { get; set; }
    [Inject] private SubscriptionsReader Reader { get; set; } = default!;
    [Inject] private SubscriptionOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        (_mayChange, _mayFund) = (_actor.May(Permission.ChangeSubscriptions), _actor.May(Permission.AddFunds));
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_actor is null) return;
        var book = await Reader.BookAsync(_actor, CancellationToken.None);
        if (Edit != Edited)
        {
            if (Edit is not null) _answer = null;
            (Edited, _refused) = (Edit, null);
            Form = Edit == New ? new() { Id = Guid.CreateVersion7(), IsNew = true }
                : book.Lines.FirstOrDefault(l => l.Subscription.Id.ToString() == Edit) is { } line ? SubscriptionForm.Of(line.Subscription, CultureInfo.CurrentCulture) : null;
        }
        _book = book;
    }

    private async Task RefreshAsync()
    {
        _book = await Reader.BookAsync(_actor!, CancellationToken.None);
        StateHasChanged();
    }

    private async Task SaveAsync(Subscription said)
    {
        var outcome = await (Form!.IsNew ? Operations.AddAsync(_actor!, said, CancellationToken.None) : Operations.ChangeAsync(_actor!, said, CancellationToken.None));
        _refused = outcome.Refused;
        if (_refused is not null) return;
        _answer = L["Subs_Saved", L[$"Plan_{outcome.Value!.PlanId}"], Format.Number(outcome.Value.Quantity)];
        Navigation.LeaveTo("/subscriptions");
    }

    private string Lead(SubscriptionBook book)
    {
        var count = book.InUse.Count();
        if (count == 0) return L["Subs_LeadNone"];
        return book.EndsNext is { } next ? L["Subs_LeadEnds", Format.Number(count), L[$"Plan_{next.Plan.Id}"], Format.Date(next.Subscription.Day!.Value)] : L["Subs_Lead", Format.Number(count)];
    }

    public void Dispose() => _subscription?.Dispose();
}
