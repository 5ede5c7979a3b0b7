using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;
using MudBlazor.Interfaces;

namespace CommsCredits.Web.Components.Layout;

/// <summary>The menu: only what the actor may see.</summary>
public sealed partial class Navigation
{
    [Parameter, EditorRequired] public Actor? Actor { get; set; }

    /// <summary>Calls that wait for somebody, shown beside Usage.</summary>
    [Parameter] public int Exceptions { get; set; }

    /// <summary>The drawer, which closes itself on phones.</summary>
    [CascadingParameter] private INavigationEventReceiver? Drawer { get; set; }

    private Task ChosenAsync() => Drawer?.OnNavigation() ?? Task.CompletedTask;
}
