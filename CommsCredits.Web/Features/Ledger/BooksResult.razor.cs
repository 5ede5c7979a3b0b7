using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>What a check of the books looked at and how long it took, or the first thing that does not hold.</summary>
public sealed partial class BooksResult
{
    [Parameter] public BooksReport? Report { get; set; }
    [Parameter] public bool Checking { get; set; }
    [Parameter] public Currency? Currency { get; set; }

    private object[] Figures(LedgerFault fault) => [.. fault.Figures.Select(f => (object)Text(f))];

    private string Text(object figure) => figure switch
    {
        Money money when Currency is not null => Format.ExactMoney(money, Currency),
        Month month => Format.Month(month),
        Book book => book.IsLot ? L["Book_Lot", book.LotNumber] : L[$"Book_{book.Type}"],
        long number => Format.Number(number),
        int number => Format.Number(number),
        _ => Convert.ToString(figure, CultureInfo.CurrentCulture) ?? "",
    };

    private static string Seconds(TimeSpan took) => took.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture);
}
