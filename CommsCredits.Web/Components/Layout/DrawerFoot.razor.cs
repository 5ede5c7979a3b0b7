using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Layout;

/// <summary>Names the zone of every time on the pages and what the time is there; moves with the minute.</summary>
public sealed partial class DrawerFoot : IDisposable
{
    private ITimer? _timer;
    private DateTime _now;

    /// <summary>The organization's zone; UTC while it is unknown.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }
    [Parameter] public DateTime? BooksChecked { get; set; }
    [Inject] private TimeProvider Clock { get; set; } = default!;

    private TimeZoneInfo InZone => Zone ?? TimeZoneInfo.Utc;

    protected override void OnInitialized() => _now = Clock.GetUtcNow().UtcDateTime;

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _timer = Clock.CreateTimer(_ => InvokeAsync(Tick), null, TimeSpan.FromSeconds(60 - _now.Second), TimeSpan.FromMinutes(1));
    }

    private void Tick()
    {
        _now = Clock.GetUtcNow().UtcDateTime;
        StateHasChanged();
    }

    public void Dispose() => _timer?.Dispose();
}
