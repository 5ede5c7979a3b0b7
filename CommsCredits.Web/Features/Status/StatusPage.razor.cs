using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
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
    private string? _answer, _failed;
    private bool _mayBackUp;
    private ITimer? _timer;

    [Inject] private StatusReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        _mayBackUp = _actor.May(Permission.ChangeSettings);
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

    private async Task BackedUpAsync(Outcome<DateTime> made)
    {
        _failed = (string?)made.Refused?.Figures[0];
        _answer = _failed is not null ? null : L[made.IsReplay ? "Setup_BackedUpBefore" : "Setup_BackedUp"].Value;
        await RefreshAsync();
    }

    /// <summary>Backups are spoken of where the page shows them.</summary>
    private string Lead(StatusFacts facts) => facts.Troubles.Count == 0
        ? L["Status_LeadWell", Span(facts.Program.Runs), facts is { ShowsMachine: true, Backup.Newest: { } newest } ? L["Status_LeadBackup", Ago(newest)].Value : ""].Value.Trim()
        : L[facts.Troubles.Count == 1 ? "Status_LeadOne" : "Status_LeadSome", Format.Number(facts.Troubles.Count)];

    private static string WordOf(StatusRow row) => row switch
    {
        StatusRow.Log => "Status_Wal",
        StatusRow.BackupFault => "Status_LastFault",
        StatusRow.MailWaiting or StatusRow.MailFailing or StatusRow.MailGivenUp => $"MailState_{row.ToString()["Mail".Length..]}",
        StatusRow.MailOldest => "Status_Oldest",
        _ => $"Status_{row}",
    };

    private string Value(StatusFacts facts, StatusRow row) => row switch
    {
        StatusRow.Version => facts.Program.Version,
        StatusRow.Runs => Span(facts.Program.Runs),
        StatusRow.Database => StatusWords.Size(facts.Program.Database),
        StatusRow.Log => StatusWords.Size(facts.Program.Log),
        StatusRow.Free => facts.Program.Free is { } free ? StatusWords.Size(free) : L["Status_Unknown"],
        StatusRow.BackupLast => facts.Backup.Newest is { } newest ? Ago(newest) : L["Status_None"],
        StatusRow.BackupMade => facts.Backup.Newest is { } made ? Moment(made) : L["Status_None"],
        StatusRow.BackupDue => Due(facts.Backup),
        StatusRow.BackupFault => facts.Backup.LastFault is { } fault ? L[$"BackupFault_{fault.Code}"] : L["Status_NoFault"],
        StatusRow.MailWaiting => Format.Number(facts.Mail.Waiting),
        StatusRow.MailFailing => Format.Number(facts.Mail.Failing),
        StatusRow.MailGivenUp => Format.Number(facts.Mail.GivenUp),
        _ => facts.Mail.Oldest is { } oldest ? Span(oldest) : "–",
    };

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
