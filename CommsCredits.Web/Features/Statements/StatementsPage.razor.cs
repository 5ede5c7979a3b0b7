using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Statements;

/// <summary>What happened in a month, does it add up, can I prove it?</summary>
public sealed partial class StatementsPage
{
    private Actor? _actor;
    private StatementView? _view;
    private StatementWords? _words;
    private Refused? _refused;

    /// <summary>A month like 2026-10, or 2026-Q4, 2026, 2026-03..2026-11; without it the newest closed month.</summary>
    [Parameter] public string? Asked { get; set; }

    /// <summary>Of the form for any months: the two are put into the order of time and become a period of the address.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }
    [SupplyParameterFromQuery] public string? To { get; set; }
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private StatementReader Reader { get; set; } = default!;
    [Inject] private MonthClosing Closing { get; set; } = default!;
    [Inject] private IDialogService Dialogs { get; set; } = default!;
    [Inject] private NavigationManager Address { get; set; } = default!;

    /// <summary>With the names that the statement's references and people stand for.</summary>
    private StatementWords Words => _words ??= _view!.References.WordsIn(CultureInfo.CurrentUICulture);

    /// <summary>The paper that is usual where the organization and its reader are comes last, as the filled button.</summary>
    private IReadOnlyList<Paper> Papers => UsualPaper.IsLetter(CultureInfo.CurrentUICulture, _view!.Statement.Organization) ? [Paper.A4, Paper.Letter] : [Paper.Letter, Paper.A4];

    private string PaperHref(Paper paper) => Href(StatementFormat.Pdf) + (paper == Paper.Letter ? "&paper=letter" : "");

    private string Href(StatementFormat format) => $"/statements/{_view!.Statement.Period}.{format.Extension()}?lang={CultureInfo.CurrentUICulture.Name}";

    protected override async Task OnParametersSetAsync()
    {
        (_refused, _view, _words) = (null, null, null);
        if (Asked is null && Month.TryParse(From, out var from) && Month.TryParse(To, out var to))
        {
            Address.NavigateTo($"/statements/{(from <= to ? new MonthSpan(from, to) : new MonthSpan(to, from))}", replace: true);
            return;
        }
        _actor = await Current.FindAsync();
        var period = MonthSpan.TryParse(Asked, out var asked) ? asked : (MonthSpan?)null;
        if (_actor is not null && (Asked is null || period is not null)) _view = await Reader.ViewAsync(_actor, period, CancellationToken.None);
        if (_view is null) Address.NotFound();
    }

    private async Task CloseAsync()
    {
        var month = _view!.Statement.Period.First;
        var sure = await Dialogs.ShowMessageBoxAsync(new MessageBoxOptions
        {
            Title = L["Statement_CloseTitle", Format.Month(month)], Message = L["Statement_CloseText"], YesText = L["Statement_CloseYes", Format.Month(month)], CancelText = L["Statement_CloseNo"],
        });
        if (sure != true) return;
        var outcome = await Closing.CloseAsync(_actor!, month, CancellationToken.None);
        (_view, _words) = (await Reader.ViewAsync(_actor!, month, CancellationToken.None), null);
        _refused = outcome.Refused;
    }

    private string RefusalText(Refused refused) => L[$"StatementRefused_{refused.Code}", [.. refused.Figures.Select(f => f is Month month ? Format.Month(month) : f)]];

    private string PersonHref(string key) => $"/statements/{_view!.Statement.Period}/people/{Uri.EscapeDataString(key)}";

    private string Shown(Money amount) => Format.Money(amount, _view!.Statement.Organization.Currency);

    private static string Grouped(string hex) => string.Join(' ', hex.Chunk(4).Select(c => new string(c)));
}
