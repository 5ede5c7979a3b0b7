using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Clock;

/// <summary>The development clock: what time the portal has, and the way forward. There is no such page where the clock is the machine's.</summary>
public sealed partial class ClockPage : IDisposable
{
    private const string Wish = "yyyy-MM-dd'T'HH:mm";

    private readonly CancellationTokenSource _left = new();
    private Actor? _actor;
    private LocalCalendar? _calendar;
    private ClockProgress? _progress;
    private Refused? _refused;
    private bool _isMoving;
    private string? _wish;

    [Inject] private ClockSettings Settings { get; set; } = default!;
    [Inject] private ClockOperations Operations { get; set; } = default!;
    [Inject] private ClockReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;
    [Inject] private NavigationManager Address { get; set; } = default!;

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;
    private DateTime NextMonth => _calendar!.EndOf(_calendar.MonthOf(Now));

    protected override async Task OnInitializedAsync()
    {
        if (!Settings.IsMovable || await Current.FindAsync() is not { } actor)
        {
            Address.NotFound();
            return;
        }
        _actor = actor;
        _calendar = await Reader.CalendarAsync(actor, CancellationToken.None);
        _wish = _calendar.WallClock(Now).Date.AddDays(1).AddHours(9).ToString(Wish, CultureInfo.InvariantCulture);
    }

    /// <summary>The same time of day, so many days later.</summary>
    private DateTime Step(int days) => Utc(_calendar!.WallClock(Now).AddDays(days));

    private Task MoveToWishAsync()
    {
        if (DateTime.TryParseExact(_wish, [Wish, Wish + "':'ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return MoveAsync(Utc(local));
        _refused = new("ClockUnreadable");
        return Task.CompletedTask;
    }

    /// <summary>Off the page's own thread, so that it shows where the move has come to.</summary>
    private async Task MoveAsync(DateTime to)
    {
        (_refused, _isMoving, _progress) = (null, true, new(Now, Now, to));
        var progress = new Follower(at => InvokeAsync(() =>
        {
            _progress = at;
            StateHasChanged();
        }));
        try
        {
            _refused = (await Task.Run(() => Operations.MoveToAsync(_actor!, to, progress, _left.Token))).Refused;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left: the clock stands at the last midnight it came to.
        }
        finally
        {
            _isMoving = false;
        }
    }

    private DateTime Utc(DateTime local)
    {
        var zone = _calendar!.Zone;
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall, zone);
    }

    private string Shown(DateTime utc)
    {
        var local = _calendar!.WallClock(utc);
        return $"{Format.Date(DateOnly.FromDateTime(local), weekday: true)}, {Format.Time(local)}";
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private sealed class Follower(Action<ClockProgress> heard) : IProgress<ClockProgress>
    {
        public void Report(ClockProgress value) => heard(value);
    }
}
