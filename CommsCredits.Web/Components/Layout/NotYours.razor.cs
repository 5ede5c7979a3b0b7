using System.Reflection;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Layout;

/// <summary>A page that the person's roles do not open: which roles do, and whom to ask (R14.3).</summary>
public sealed partial class NotYours
{
    [Parameter, EditorRequired] public Type Page { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private Refusals Refusals { get; set; } = default!;

    /// <summary>Once: the page is drawn on the server and again when it lives.</summary>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive && Needed is { } needed && await Current.FindAsync() is { } actor) Refusals.Note(actor, $"permission:{needed}");
    }

    private string Lead => OpenTo is { Length: > 0 } roles ? L["NotYours_Opens", roles] : L["NotYours_Lead"];

    private string OpenTo => string.Join(", ", Roles.All.Where(r => Needed is { } needed && Roles.PermissionsOf([r]).Contains(needed)));

    /// <summary>The page's own demand; that one is signed in is demanded of every page.</summary>
    private Permission? Needed => Page.GetCustomAttributes<AuthorizeAttribute>().Select(a => Enum.TryParse<Permission>(a.Policy, out var needed) ? needed : (Permission?)null).FirstOrDefault(p => p is not null);
}
