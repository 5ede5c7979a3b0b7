using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Documents;
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
    private Refused? _refused;

    /// <summary>A month like 2026-10; without it the newest closed one.</summary>
    [Parameter] public string? Asked { get; set; }
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private StatementReader Reader { get; set; } = default!;
    [Inject] private MonthClosing Closing { get; set; } = default!;
    [Inject] private IDialogService Dialogs { get; set; } = default!;
    [Inject] private NavigationManager Address { get; set; } = default!;

    private string Href(StatementFormat format) => $"/statements/{_view!.Statement.Month}.{format.Extension()}?lang={CultureInfo.CurrentUICulture.Name}";

    protected override async Task OnParametersSetAsync()
    {
        (_refused, _view) = (null, null);
        _actor = await Current.FindAsync();
        var month = Month.TryParse(Asked, out var asked) ? asked : (Month?)null;
        if (_actor is not null && (Asked is null || month is not null)) _view = await Reader.ViewAsync(_actor, month, CancellationToken.None);
        if (_view is null) Address.NotFound();
    }

    private async Task CloseAsync()
    {
        var month = _view!.Statement.Month;
        var sure = await Dialogs.ShowMessageBoxAsync(new MessageBoxOptions
        {
            Title = L["Statement_CloseTitle", Format.Month(month)], Message = L["Statement_CloseText"], YesText = L["Statement_CloseYes", Format.Month(month)], CancelText = L["Statement_CloseNo"],
        });
        if (sure != true) return;
        var outcome = await Closing.CloseAsync(_actor!, month, CancellationToken.None);
        _view = await Reader.ViewAsync(_actor!, month, CancellationToken.None);
        _refused = outcome.Refused;
    }

    private string RefusalText(Refused refused) => L[$"StatementRefused_{refused.Code}", [.. refused.Figures.Select(f => f is Month month ? Format.Month(month) : f)]];

    private string Describe(MovementLine line) => _view!.References.Describe(line, new StatementWords(CultureInfo.CurrentUICulture)) ?? line.Reference;

    private string Shown(Money amount) => Format.Money(amount, _view!.Statement.Organization.Currency);

    private static string Grouped(string hex) => string.Join(' ', hex.Chunk(4).Select(c => new string(c)));
}
