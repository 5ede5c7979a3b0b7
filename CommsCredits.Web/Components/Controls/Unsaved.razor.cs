using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;

namespace CommsCredits.Web.Components.Controls;

/// <summary>
/// Beside the button that saves a form: says that something is typed which isn't saved, or that all is, and asks before the page is left with it, also for another site or a reload.
/// What a form holds is compared as text, so that typing the old value again is no change.
/// </summary>
public sealed partial class Unsaved
{
    private object? _seen, _focused;
    private string _now = "", _stored = "";

    /// <summary>What is typed.</summary>
    [Parameter, EditorRequired] public object Form { get; set; } = default!;

    /// <summary>What is stored, as a form; null: the form as it was when it was opened.</summary>
    [Parameter] public object? Stored { get; set; }

    /// <summary>The last press of the button saved it.</summary>
    [Parameter] public bool Saved { get; set; }

    /// <summary>The page keeps what is typed when only the query of its address changes.</summary>
    [Parameter] public bool OutlivesQuery { get; set; }
    /// <summary>The id of the first field, which takes the focus when the form opens on a page that was there before; null: the focus stays.</summary>
    [Parameter] public string? First { get; set; }
    [Inject] private IJSRuntime Script { get; set; } = default!;
    [Inject] private IDialogService Dialogs { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private bool IsDirty => _now != _stored;

    protected override void OnParametersSet()
    {
        _now = TextOf(Form);
        if (Stored is not null) _stored = TextOf(Stored);
        else if (!ReferenceEquals(_seen, Form)) _stored = _now;
        _seen = Form;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (First is null || ReferenceEquals(_focused, Form)) return;
        _focused = Form;
        try
        {
            await Script.InvokeVoidAsync("commsCredits.focusOn", First);
        }
        catch (JSDisconnectedException)
        {
            // Gone before it was opened.
        }
    }

    private async Task AskAsync(LocationChangingContext leaving)
    {
        // Typed since the last drawing
        _now = TextOf(Form);
        if (!IsDirty || leaving.HistoryEntryState == Leaving.State) return;
        var (here, there) = (Navigation.ToAbsoluteUri(Navigation.Uri), Navigation.ToAbsoluteUri(leaving.TargetLocation));
        if (OutlivesQuery && here.AbsolutePath == there.AbsolutePath) return;
        if (await Dialogs.ShowMessageBoxAsync(L["Unsaved_Title"], L["Unsaved_Text"].Value, L["Unsaved_Leave"], cancelText: L["Unsaved_Stay"]) != true) leaving.PreventNavigation();
    }

    private static string TextOf(object form) => JsonSerializer.Serialize(form, form.GetType());
}

/// <summary>Leaving a form on purpose: it is saved, or was given up by its own button. Nobody is asked.</summary>
public static class Leaving
{
    internal const string State = "leave-form";

    public static void LeaveTo(this NavigationManager navigation, string address) => navigation.NavigateTo(address, new NavigationOptions { HistoryEntryState = State });
}
