using CommsCredits.Domain.Ledger;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>From → to: how every movement of money is written.</summary>
public sealed partial class FlowText
{
    [Parameter, EditorRequired] public Book From { get; set; }
    [Parameter, EditorRequired] public Book To { get; set; }
}
