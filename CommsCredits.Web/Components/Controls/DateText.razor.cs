using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A day, or an instant in the organization's zone with UTC in the tooltip.</summary>
public sealed partial class DateText
{
    /// <summary>A local day; or else <see cref="Instant"/> with <see cref="Calendar"/>.</summary>
    [Parameter] public DateOnly? Day { get; set; }

    /// <summary>An instant (UTC).</summary>
    [Parameter] public DateTime? Instant { get; set; }
    [Parameter] public LocalCalendar? Calendar { get; set; }

    /// <summary>With the weekday, at deadlines.</summary>
    [Parameter] public bool Weekday { get; set; }

    private string Shown => Day is { } day ? Format.Date(day, Weekday) : Instant is { } at ? Format.DateTime(Calendar?.WallClock(at) ?? at) : "–";
    private string? Utc => Instant is { } at ? Format.DateTime(at) + " UTC" : null;
    private string? Machine => Day is { } day ? $"{day:yyyy-MM-dd}" : Instant is { } at ? $"{at:yyyy-MM-ddTHH:mm:ss}Z" : null;
}
