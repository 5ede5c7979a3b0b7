using CommsCredits.Web.Data;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Layout;

/// <summary>Who is signed in, the language, and the way out. A details element with plain forms: it works before the circuit is up.</summary>
public sealed partial class PersonMenu
{
    [Parameter, EditorRequired] public SignedInPerson? Person { get; set; }
    [Parameter] public EventCallback OnTheme { get; set; }
    [Inject] private ClockSettings Clock { get; set; } = default!;
    [Inject] private NavigationManager Address { get; set; } = default!;

    private string Here => "/" + Address.ToBaseRelativePath(Address.Uri);
}
