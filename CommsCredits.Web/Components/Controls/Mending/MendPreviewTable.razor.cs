using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls.Mending;

/// <summary>Which lots get or give how much, and what the pool has after it.</summary>
public sealed partial class MendPreviewTable
{
    [Parameter] public MendPreview? Preview { get; set; }
    [Parameter] public string? Refusal { get; set; }
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    private string LotWords(LotChange lot)
    {
        var words = L["Mend_FromTo", Money(lot.Before), Money(lot.After)].Value;
        var lapses = Preview!.Postings.Where(p => p.From == Book.Lot(lot.Number) && p.To == Book.Expired && p.LapseDay is null).Select(p => p.Amount).Total();
        return lapses.IsPositive ? $"{words} · {L["Mend_Lapses", Money(lapses)]}" : words;
    }

    private string Money(Money amount) => Format.ExactMoney(amount, Currency);
}
