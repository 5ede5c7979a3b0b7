using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>Where each amount went, and why this amount. Everything that is chosen is in the address; the page follows the books as they move.</summary>
public sealed partial class LedgerPage : IDisposable
{
    private Actor? _actor;
    private LedgerFilter _filter = new();
    private LedgerList? _list;
    private EntryDetail? _detail;
    private BooksReport? _report;
    private BalanceAsOf? _asOf;
    private DateTime _wanted;
    private bool _checking, _mayCheck, _mayUsage, _mayCorrect;
    private IDisposable? _subscription;
    private PageSearch? _search;

    [SupplyParameterFromQuery] public string? From { get; set; }
    [SupplyParameterFromQuery] public string? To { get; set; }
    [SupplyParameterFromQuery] public string? Kind { get; set; }
    [SupplyParameterFromQuery] public string? Lot { get; set; }
    [SupplyParameterFromQuery] public string? Min { get; set; }
    [SupplyParameterFromQuery] public string? Entry { get; set; }
    [SupplyParameterFromQuery] public string? Page { get; set; }

    /// <summary>A time of the organization's clocks, like 2026-10-14T12:00: what the pool held then.</summary>
    [SupplyParameterFromQuery] public string? At { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }
    [Inject] private ReadTurns Turns { get; set; } = default!;
    [Inject] private LedgerReader Reader { get; set; } = default!;
    [Inject] private EntryReader Entries { get; set; } = default!;
    [Inject] private AsOfReader AsOf { get; set; } = default!;
    [Inject] private BooksCheck Check { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private bool IsFiltered => _filter != new LedgerFilter();

    private string? Lead => _list is not { } list ? null : IsFiltered ? L["Ledger_LeadMatch", Format.Number(list.Total), Format.Number(list.Entries)].Value : L["Ledger_Lead", Format.Number(list.Entries)].Value;

    private string CsvHref => "/ledger.csv" + new Uri(Navigation.With(("page", null), ("entry", null))).Query;

    private string? MinimumShown => _filter.Minimum is { } minimum ? L["Ledger_AtLeast", Format.Money(minimum, _list!.Currency), _list.Currency.Code].Value : null;
    private IReadOnlyList<FilterChoice> Kinds => [.. Enum.GetValues<EntryKind>().Select(k => new FilterChoice(k.ToString(), L[$"EntryKind_{k}"]))];
    private IReadOnlyList<FilterChoice> Lots => [.. _list!.Lots.Select(n => new FilterChoice(n.ToString(CultureInfo.InvariantCulture), L["Book_Lot", n]))];

    private IReadOnlyList<EmptyStep> EmptySteps => IsFiltered ? [new(L["Ledger_ShowAll"], Action: L["Usage_RemoveFilters"], Href: "/ledger")] : [];

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= await Current.GetAsync();
        (_mayCheck, _mayUsage, _mayCorrect) = (_actor.May(Permission.CheckBooks), _actor.May(Permission.SeeUsage), _actor.May(Permission.CorrectLedger));
        _filter = LedgerFilter.Of(From, To, Kind, Lot, Min);
        if (RendererInfo.IsInteractive) _subscription ??= Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
        await ReadAsync(cancel => Reader.ListAsync(_actor!, _filter, Query.Page(Page), cancel));
    }

    private async Task ReadAsync(Func<CancellationToken, Task<LedgerList>> read)
    {
        var detail = long.TryParse(Entry, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? await Entries.ReadAsync(_actor!, sequence, CancellationToken.None) : null;
        _search ??= new(Turns);
        _list = await _search.RunAsync(_actor!, Http, read) ?? _list;
        if (_list is null) return;
        _detail = detail;
        _asOf = DateTime.TryParseExact(At, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? await AsOf.ReadAsync(_actor!, at, CancellationToken.None) : null;
        _wanted = _asOf is null ? _list.Calendar.WallClock(_list.Now) : at;
    }

    private string AsOfShown => _asOf is { } answer ? L["AsOf_Chip", Format.DateTime(answer.Local)] : L["AsOf_Title"];

    private void ShowAsOf() => Navigation.NavigateTo(Navigation.With(("at", _wanted.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture))));

    private async Task RefreshAsync()
    {
        await ReadAsync(_ => Feed.ShareAsync(_actor!, (nameof(LedgerList), _filter, Query.Page(Page)), cancel => Reader.ListAsync(_actor!, _filter, Query.Page(Page), cancel)));
        StateHasChanged();
    }

    private async Task CheckAsync()
    {
        (_checking, _report) = (true, null);
        try
        {
            _report = await Task.Run(() => Check.RunAsync(_actor!, CancellationToken.None));
        }
        finally
        {
            _checking = false;
        }
    }

    private string ShortTime(DateTime instant)
    {
        var local = _list!.Calendar.WallClock(instant);
        var day = DateOnly.FromDateTime(local);
        return (day.Year == _list.Calendar.WallClock(_list.Now).Year ? Format.DayMonth(day) : Format.Date(day)) + local.ToString(" HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>The sign is the pool's view; within the pool nothing is won or lost.</summary>
    private string AmountOf(LedgerLine line) => line.Change.IsZero ? Format.Money(line.Amount, _list!.Currency) : Format.SignedMoney(line.Change, _list!.Currency);

    private string Link(params ReadOnlySpan<(string Name, object? Value)> changes) => Navigation.With([.. changes, ("page", null), ("entry", null)]);

    private string Paged(int by) => Navigation.With(("page", _list!.First / LedgerReader.PageSize + 1 + by), ("entry", null));

    public void Dispose()
    {
        _subscription?.Dispose();
        _search?.Dispose();
    }
}
