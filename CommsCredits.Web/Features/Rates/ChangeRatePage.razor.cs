using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>One rate is added, or its price changed: as a new deck from a day on (R10.1).</summary>
public sealed partial class ChangeRatePage
{
    private Actor? _actor;
    private DeckList? _list;
    private string? _refusal;
    private bool _isKnown, _isSaving;
    private IReadOnlyDictionary<string, Refused> _faults = new Dictionary<string, Refused>();

    [SupplyParameterFromQuery] public string? Kind { get; set; }
    [SupplyParameterFromQuery] public string? Prefix { get; set; }

    /// <summary>What is typed survives the first drawing and a lost connection.</summary>
    [PersistentState] public RateForm? Form { get; set; }
    [Inject] private RatesReader Reader { get; set; } = default!;
    [Inject] private RateDeckOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private string Heading => L[_isKnown ? "Rates_ChangePrice" : "Rates_AddOne"];

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        var list = await Reader.DecksAsync(_actor, CancellationToken.None);
        var kind = Query.Name<DeckKind>(Kind) ?? (Query.Name<UsageKind>(Kind) is { } usage ? DeckKinds.Of(usage) : DeckKind.Outbound);
        var digits = PhoneNumber.DigitsOf(Prefix);
        var form = new RateForm { Kind = kind, Prefix = digits, ValidFrom = list.Today };
        if (digits.Length > 0 && (await Reader.SearchAsync(_actor, kind, digits, null, CancellationToken.None)).Match.Rate is { } rate)
        {
            _isKnown = rate.Prefix == digits;
            if (_isKnown) form.Take(rate, CultureInfo.CurrentCulture);
            else (form.Country, form.Type) = (rate.Country, rate.Type);
        }
        Form ??= form;
        _list = list;
    }

    private async Task SaveAsync()
    {
        if (_isSaving || Form!.Read(CultureInfo.CurrentCulture, out _faults) is not { } wish) return;
        _isSaving = true;
        try
        {
            var outcome = await Operations.ChangeAsync(_actor!, Form.Kind, wish.Rate, wish.From, CancellationToken.None);
            _refusal = outcome.Refused is { } refused ? RefusalWords.Say(L, refused, _list!.Organization) : null;
            if (_refusal is null) Navigation.LeaveTo($"/rates?prefix={wish.Rate.Prefix}&kind={Form.Kind}");
        }
        finally
        {
            _isSaving = false;
        }
    }

    /// <summary>A list that replaces this one later, and does not know of the change.</summary>
    private DeckTerms? Next(DeckList list) => Form!.ValidFrom is not { } day ? null
        : list.Decks.LastOrDefault(d => d.Terms.Kind == Form.Kind && d.Terms.ValidFrom > day)?.Terms;

    private string? Error(string field) => _faults.TryGetValue(field, out var why) ? RefusalWords.Say(L, why, _list!.Organization) : null;
}
