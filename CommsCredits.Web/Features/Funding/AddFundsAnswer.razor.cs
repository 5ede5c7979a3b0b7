using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Funding;

/// <summary>The first result of a spent form (R6.4): what was bought and when, or why not, or that nobody knows yet.</summary>
public sealed partial class AddFundsAnswer
{
    private ElementReference _message;

    [Parameter, EditorRequired] public TopUpLine Answer { get; set; } = default!;
    [Parameter, EditorRequired] public FundingFacts Facts { get; set; } = default!;

    /// <summary>A new form is wanted.</summary>
    [Parameter] public EventCallback OnAgain { get; set; }

    /// <summary>The person has just pressed the button, which is gone: the focus comes here and not to the top of the page.</summary>
    [Parameter] public bool TakesFocus { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && TakesFocus) await _message.FocusAsync();
    }

    private TopUp TopUp => Answer.TopUp;
    private string Sum => Format.Money(TopUp.Amount, Facts.Currency);
    private string Asked => Format.Time(Facts.Calendar.WallClock(TopUp.RequestedAt));
    private bool IsInvoice => TopUp.Wish.Method == PaymentMethod.Invoice;
    private string PaidWith => PaymentWords.Paid(L, TopUp, Answer.Option);

    private NoteKind Kind => TopUp.State switch
    {
        TopUpState.Paid => NoteKind.Good,
        TopUpState.Failed or TopUpState.Canceled => NoteKind.Bad,
        _ => IsInvoice ? NoteKind.Info : NoteKind.Warn,
    };

    private string Title => TopUp.State switch
    {
        TopUpState.Paid => L["AddFunds_Done", TopUp.LotNumber!, Sum, Facts.Currency.Code, Format.Date(CreditLot.LastUsableDayOf(Facts.Calendar.DayOf(TopUp.TakenAt!.Value)))],
        TopUpState.Failed or TopUpState.Canceled => L["AddFunds_Declined", Sum, PaidWith],
        TopUpState.NeedsAction => L["AddFunds_NeedsAction", Sum],
        TopUpState.SetAside => L["AddFunds_SetAside", Sum],
        _ => IsInvoice ? L["AddFunds_Invoiced", Sum] : L["AddFunds_NotKnown", Sum],
    };

    private string Detail => TopUp.State switch
    {
        TopUpState.Paid => TopUp.Wish.Method == PaymentMethod.Recorded ? L["AddFunds_RecordedAt", Sum, Asked] : L["AddFunds_BoughtAt", Sum, Asked, PaidWith],
        TopUpState.Failed or TopUpState.Canceled => L["AddFunds_DeclinedWhy", PaymentWords.Decline(L, TopUp.DeclineReason)],
        TopUpState.NeedsAction => L["AddFunds_NeedsActionHow"],
        TopUpState.SetAside => L["AddFunds_SetAsideHow"],
        _ => IsInvoice ? L["AddFunds_InvoicedHow"] : L["AddFunds_NotKnownHow"],
    };
}
