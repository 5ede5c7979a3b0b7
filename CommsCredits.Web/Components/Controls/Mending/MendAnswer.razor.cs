using CommsCredits.Web.Ledger;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls.Mending;

/// <summary>What was posted, with the way to it.</summary>
public sealed partial class MendAnswer
{
    [Parameter] public Posted? Posted { get; set; }
    [Parameter] public string Class { get; set; } = "mt12";
}
