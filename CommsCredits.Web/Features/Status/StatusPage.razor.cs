using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Status;

/// <summary>Does the portal do its work? Looks anew every ten seconds.</summary>
public sealed partial class StatusPage : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10), s_least = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _left = new();
    private Actor? _actor;
    private StatusFacts? _facts;
    private ITimer? _timer;

    [Inject] private StatusReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        _facts = await Reader.ReadAsync(_actor, _left.Token);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _timer = TimeProvider.System.CreateTimer(_ => InvokeAsync(TickAsync), null, s_pause, s_pause);
    }

    private async Task RefreshAsync() => _facts = await Reader.ReadAsync(_actor!, _left.Token);

    private async Task TickAsync()
    {
        if (_actor is null || _left.IsCancellationRequested || !_actor.May(Permission.SeeSettings)) return;
        await RefreshAsync();
        StateHasChanged();
    }

    private string Lead(StatusFacts facts) => facts.Troubles.Count == 0
        ? L["Status_LeadWell", Span(facts.Program.Runs), facts.Backup.Newest is { } newest ? L["Status_LeadBackup", Ago(newest)].Value : L["Status_LeadNoBackup"].Value]
        : L[facts.Troubles.Count == 1 ? "Status_LeadOne" : "Status_LeadSome", Format.Number(facts.Troubles.Count)];

    private string Due(BackupFacts backup) => backup.Interval is null ? L["Status_Never"]
        : backup.Due is not { } due || due <= _facts!.Now ? L["Status_DueNow"]
        : L["Status_In", Span(due - _facts.Now)];

    private string Span(TimeSpan span) => StatusWords.Span(L, span);

    private string Ago(DateTime instant) => L["Status_Ago", Span(_facts!.Now - instant is var past && past > s_least ? past : s_least)];

    /// <summary>On the organization's clocks.</summary>
    private string Moment(DateTime instant) => Format.DateTime(_facts!.Organization.Calendar.WallClock(instant));

    private string Clock(DateTime instant) => Format.Time(_facts!.Organization.Calendar.WallClock(instant));

    public void Dispose()
    {
        _timer?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }
}
