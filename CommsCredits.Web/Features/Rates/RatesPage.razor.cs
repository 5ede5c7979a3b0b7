using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>What a call costs, since when. What is searched stands in the address; other pages lead here with <c>?number=</c> or <c>?prefix=</c>.</summary>
public sealed partial class RatesPage
{
    private const int ExampleSeconds = 192;
    private DeckList? _list;
    private RateAnswer? _answer;
    private RatePage? _found;
    private DeckKind _kind, _kindTyped;
    private string? _typed, _caller, _length, _lengthError;
    private int _seconds = ExampleSeconds;
    private bool _mayChange;

    [SupplyParameterFromQuery] public string? Q { get; set; }
    [SupplyParameterFromQuery] public string? Number { get; set; }
    [SupplyParameterFromQuery] public string? Prefix { get; set; }
    [SupplyParameterFromQuery] public string? Kind { get; set; }
    [SupplyParameterFromQuery] public string? Caller { get; set; }
    [SupplyParameterFromQuery] public string? Length { get; set; }
    [SupplyParameterFromQuery] public string? Page { get; set; }
    [Inject] private RatesReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        _mayChange = actor.May(Permission.ChangeRates);
        // Other pages know the usage kind of a call, not which list prices it.
        _kind = Query.Name<DeckKind>(Kind) ?? (Query.Name<UsageKind>(Kind) is { } usage ? DeckKinds.Of(usage) : DeckKind.Outbound);
        var asked = (Q ?? Number ?? Prefix)?.Trim();
        _seconds = RateWords.ReadLength(Length) ?? ExampleSeconds;
        (_kindTyped, _typed, _caller, _length) = (_kind, asked, Caller, RateWords.Length(_seconds));
        _lengthError = Length is not null && RateWords.ReadLength(Length) is null ? L["Rates_LengthError"].Value : null;
        var list = await Reader.DecksAsync(actor, CancellationToken.None);
        (_answer, _found) = (null, null);
        if (asked is { Length: > 0 } && PhoneNumber.IsMeant(asked)) _answer = await Reader.SearchAsync(actor, _kind, asked, Caller, CancellationToken.None);
        else if (asked is { Length: > 0 } && list.InForce(_kind) is { } deck) _found = await Reader.RatesAsync(actor, deck.Id, new(Text: asked), Query.Page(Page), CancellationToken.None);
        _list = list;
    }

    private string Lead(DeckList list) => list.InForce(DeckKind.Outbound) is not { } deck ? L["Rates_LeadNone"]
        : list.Decks.LastOrDefault(d => d.Terms.Kind == DeckKind.Outbound && d.State == DeckState.Coming) is { } next
            ? L["Rates_LeadNext", deck.Terms.Name, Format.Date(deck.Terms.ValidFrom), next.Terms.Name, Format.Date(next.Terms.ValidFrom)]
            : L["Rates_Lead", deck.Terms.Name, Format.Date(deck.Terms.ValidFrom), Format.Number(deck.Prefixes)];

    private void Search()
    {
        static string? Or(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        Navigation.NavigateTo(Navigation.With(("q", Or(_typed)), ("number", null), ("prefix", null), ("kind", _kindTyped == DeckKind.Outbound ? null : _kindTyped),
            ("caller", _kindTyped.LooksAtTheCaller() ? Or(_caller) : null), ("length", _length == RateWords.Length(ExampleSeconds) ? null : Or(_length)), ("page", null)));
    }

    private string Paged(int by) => Navigation.With(("page", _found!.First / RatesReader.PageSize + 1 + by));
}
