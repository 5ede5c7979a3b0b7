using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Stands where a search was refused because too many are under way.</summary>
public sealed partial class BusyNote
{
    [Inject] private NavigationManager Navigation { get; set; } = default!;
}
