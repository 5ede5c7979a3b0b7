using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.ApiKeys;

/// <summary>The keys, those that are over at the end and pale.</summary>
public sealed partial class KeyTable
{
    private const int SoonDays = 14;

    [Parameter, EditorRequired] public ApiKeyBook Book { get; set; } = default!;
    [Parameter] public bool MayChange { get; set; }

    /// <summary>A day and a time of the organization's clocks.</summary>
    public static string Time(ApiKeyBook book, DateTime instant)
    {
        var local = book.Calendar.WallClock(instant);
        return Format.Date(DateOnly.FromDateTime(local)) + " " + Format.Time(local);
    }

    private string Scopes(ApiKeyLine key) => string.Join(L["Overview_And"], key.Scopes.Select(s => L[$"ApiScope_{s}"].Value));
    private string Used(ApiKeyLine key) => key.LastUsed is { } used ? Time(Book, used) : L["ApiKeys_Never"];
    private string Day(DateTime instant) => Format.Date(Book.Calendar.DayOf(instant));

    /// <summary>An end is the first instant after the last day.</summary>
    private DateOnly LastDay(DateTime end) => Book.Calendar.DayOf(end.AddTicks(-1));

    private bool EndsSoon(ApiKeyLine key) => !key.IsOver && key.Expires is { } end && LastDay(end) <= Book.Today.AddDays(SoonDays);
    private string ChipOf(ApiKeyLine key) => key.IsOver ? "plain" : EndsSoon(key) ? "warn" : "ok";

    private string IconOf(ApiKeyLine key) => key.State switch
    {
        ApiKeyState.Revoked => Icons.Material.Outlined.Block,
        ApiKeyState.Expired => Icons.Material.Outlined.HourglassDisabled,
        _ => EndsSoon(key) ? Icons.Material.Outlined.WarningAmber : Icons.Material.Outlined.CheckCircle,
    };
}
