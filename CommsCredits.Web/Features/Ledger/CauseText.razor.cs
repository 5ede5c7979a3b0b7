using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>The reference of an entry in words: who called where, how it was paid, when it lapsed, why it was corrected.</summary>
public sealed partial class CauseText
{
    [Parameter, EditorRequired] public Cause Cause { get; set; } = Cause.None;
    [Parameter, EditorRequired] public EntryKind Kind { get; set; }
    [Parameter] public bool IsLate { get; set; }

    private string Words => string.Join(" · ", Parts().Where(p => p is { Length: > 0 }));

    private IEnumerable<string?> Parts()
    {
        if (Kind is not (EntryKind.Usage or EntryKind.Purchase)) yield return L[$"EntryKind_{Kind}"];
        if (Cause.Method is { } method)
        {
            yield return Cause.IsAutomatic ? L["Ledger_Automatic"].Value : null;
            yield return Cause.Option ?? L[$"Method_{method}"];
            yield return Cause.PaymentReference;
        }
        yield return Cause.Destination;
        yield return Cause.Person;
        if (Cause.LastUsableDay is { } day) yield return L["Ledger_LastDay", Format.Date(day)];
        if (Cause.Dispute is { } dispute) yield return L["Ledger_Dispute", dispute];
        yield return Cause.Reason;
    }
}
