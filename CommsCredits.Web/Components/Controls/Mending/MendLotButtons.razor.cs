using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Components.Controls.Mending;

/// <summary>The ways to mend a lot: pay back, adjust, and what its payer's bank did; for whoever may.</summary>
public sealed partial class MendLotButtons
{
    [Parameter, EditorRequired] public CreditLot Lot { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter, EditorRequired] public DateTime Now { get; set; }
    [Parameter] public bool PaidByCard { get; set; }
    [Parameter] public IReadOnlyList<Dispute> Disputes { get; set; } = [];

    /// <summary>The page says what was posted: a lot that is emptied may leave the list.</summary>
    [Parameter] public EventCallback<Posted> OnPosted { get; set; }
    [Inject] private IDialogService Dialogs { get; set; } = default!;

    private bool IsUnderDispute => Disputes.Any(d => !d.IsWon);

    private Money Floor(Money amount) => new(amount.Micros - amount.Micros % Organization.Currency.SmallestUnit.Micros);

    private async Task MendAsync(MendSubject subject)
    {
        if (await MendDialog.OpenAsync(Dialogs, subject) is { } posted) await OnPosted.InvokeAsync(posted);
    }
}
