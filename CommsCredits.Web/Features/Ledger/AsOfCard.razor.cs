using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>What the pool held at the time asked for, lot by lot; nothing where none was asked for.</summary>
public sealed partial class AsOfCard
{
    [Parameter, EditorRequired] public BalanceAsOf? Answer { get; set; }
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
    [Parameter, EditorRequired] public LocalCalendar Calendar { get; set; } = default!;
}
