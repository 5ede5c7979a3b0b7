using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Layout;

/// <summary>The balance on every page, with its state in an icon and a word (for screen readers and as a tooltip). Leads to Overview.</summary>
public sealed partial class PoolPill
{
    [Parameter, EditorRequired] public Money Balance { get; set; }
    [Parameter, EditorRequired] public Currency? Currency { get; set; }
    [Parameter] public PoolState State { get; set; }

    private string Figure => Currency is null ? "" : Format.Money(Balance, Currency);
    private string StateText => L[$"Pool_{State}"];
}
