using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Layout;

/// <summary>How many notices the person has not looked at, on every page and live. The figure lies over the bell, so that nothing moves when it changes.</summary>
public sealed partial class NoticeBell
{
    private const int Most = 99;

    [Parameter, EditorRequired] public int New { get; set; }

    private string Said => New > 0 ? L["Bell_New", Format.Number(New)] : L["Bell_None"];
}
