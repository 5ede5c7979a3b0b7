using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CommsCredits.Web.Features.Notices;

/// <summary>Who was told what. Opening it marks what stands on it as read, as far as nothing older is unread; kind, state and page are in the address.</summary>
public sealed partial class NoticesPage : IDisposable
{
    private const string Nobody = "Nobody";
    private Actor? _actor;
    private NoticeFilter _filter = new();
    private NoticeList? _list;
    private Refused? _refused;
    private string? _answer;
    private long _seenBefore = long.MaxValue;
    private readonly CancellationTokenSource _gone = new();
    private bool _maySettings, _isBusy, _waitsForEyes;
    private IDisposable? _subscription;

    [SupplyParameterFromQuery] public string? Kind { get; set; }

    /// <summary>A name of <see cref="MailState"/>, or <c>Nobody</c>.</summary>
    [SupplyParameterFromQuery] public string? State { get; set; }
    [SupplyParameterFromQuery] public string? Page { get; set; }
    [Inject] private NoticesReader Reader { get; set; } = default!;
    [Inject] private NoticeOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IJSRuntime Js { get; set; } = default!;

    private bool IsFiltered => _filter != new NoticeFilter();
    private string? StateInAddress => _filter.ToNobody ? Nobody : _filter.State?.ToString();
    private IReadOnlyList<FilterChoice> Kinds => [.. _list!.Kinds.Select(k => new FilterChoice(k.ToString(), L[$"NoticeKind_{k}"]))];
    private IReadOnlyList<FilterChoice> States => [.. Enum.GetValues<MailState>().Select(s => new FilterChoice(s.ToString(), L[$"MailState_{s}"])), new(Nobody, L["Notices_ToNobody"])];
    private IReadOnlyList<EmptyStep> EmptySteps => IsFiltered ? [new(L["Notices_ShowAll"], Action: L["Usage_RemoveFilters"], Href: "/notices")] : [];

    private string? Lead => _list is not { } list ? null
        : list.All == 0 ? L["Notices_LeadNone"].Value
        : list.GivenUp > 0 ? L["Notices_LeadGivenUp", Format.Number(list.All), Format.Number(list.GivenUp)].Value
        : list.Failing > 0 ? L["Notices_LeadFailing", Format.Number(list.All), Format.Number(list.Failing)].Value
        : L["Notices_Lead", Format.Number(list.All)].Value;

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= await Current.GetAsync();
        _maySettings = _actor.May(Permission.SeeSettings);
        _filter = new(Query.Name<NoticeKind>(Kind), Query.Name<MailState>(State), State == Nobody);
        if (RendererInfo.IsInteractive) _subscription ??= Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
        await ReadAsync();
        if (!RendererInfo.IsInteractive) return;
        await SeeAsync();
    }

    private async Task ReadAsync()
    {
        _list = await Reader.ListAsync(_actor!, _filter, Query.Page(Page), CancellationToken.None);
        _seenBefore = Math.Min(_seenBefore, _list.Seen);
    }

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
        await SeeAsync();
    }

    /// <summary>
    /// What was new when the page was opened stays marked as new on it. A page in the background, or one whose browser has gone, is not looked at: what comes meanwhile stays new.
    /// </summary>
    private async Task SeeAsync()
    {
        if (_waitsForEyes || _list is not { } list || list.SeenHere <= list.Seen) return;
        _waitsForEyes = true;
        try
        {
            await Js.InvokeVoidAsync("commsCredits.looks", _gone.Token);
            await Operations.SeenAsync(_actor!, _list.SeenHere, CancellationToken.None);
            await ReadAsync();
            StateHasChanged();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // Nobody looked
        }
        finally
        {
            _waitsForEyes = false;
        }
    }

    private Task SendAgainAsync(MailLine mail) => OnceAsync(async () =>
        (await Operations.SendAgainAsync(_actor!, mail.Id, CancellationToken.None)) is { Refused: { } why } ? (why, null) : (null, L["Notices_SentAgain", mail.Name]));

    private async Task MarkAllAsync()
    {
        await Operations.SeenAsync(_actor!, _list!.Newest, CancellationToken.None);
        _seenBefore = long.MaxValue;
        await ReadAsync();
    }

    private Task SendAllAgainAsync() => OnceAsync(async () =>
        (await Operations.SendAllAgainAsync(_actor!, CancellationToken.None)) is { Refused: { } why } ? (why, null) : (null, L["Notices_AllSentAgain"]));

    private async Task OnceAsync(Func<Task<(Refused?, string?)>> deed)
    {
        if (_isBusy) return;
        _isBusy = true;
        try
        {
            (_refused, _answer) = await deed();
            await ReadAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }

    private string Link((string Name, object? Value) change) => Navigation.With(change, ("page", null));

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
