using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Features.Statements;

/// <summary>One line of the sum: its sign, its words, and an amount without a sign.</summary>
public sealed record SumLine(string Sign, string Text, Money Amount, bool IsLapse = false, bool IsTotal = false, bool IsLate = false);

/// <summary>The identity of a month line by line (R12.1), and the rounding lines that shown figures need (R2.5).</summary>
public static class SumLines
{
    private const string Plus = "+", Minus = "\u2212";

    public static IReadOnlyList<SumLine> Of(Statement s, IStringLocalizer<PortalTexts> L)
    {
        var calls = s.Usage.Sum(u => u.Calls);
        var bought = s.TopUps.Count(t => t.Kind == EntryKind.Purchase);
        var late = s.CorrectionsAndLate.Count(c => c.IsLate);
        var lapses = s.Lapses.Where(l => l.Lot is not null).ToList();
        List<SumLine> lines = [new("", L["Statement_Opening", Format.DayMonth(s.Period.FirstDay)], s.Opening), Signed(s.Bought, bought == 1 ? L["Statement_BoughtOne"] : L["Statement_Bought", bought])];
        if (!s.OpeningLots.IsZero) lines.Add(Signed(s.OpeningLots, L["Statement_OpeningLots"]));
        if (!s.CreditedBack.IsZero) lines.Add(Signed(s.CreditedBack, L["Statement_CreditedBack"]));
        if (!s.Corrections.IsZero) lines.Add(Signed(s.Corrections, L["Statement_Corrections"]));
        lines.Add(Signed(-s.Used, L["Statement_Used", Format.Number(calls)]) with { Sign = Minus, IsLate = late > 0 });
        if (!s.Lapsed.IsZero)
            lines.Add(Signed(-s.Lapsed, lapses.Count == 1 ? L["Statement_LapsedLot", lapses[0].Lot!, Format.DayMonth(lapses[0].Happened)] : L["Statement_Lapsed"]) with { IsLapse = true });
        if (!s.PaidBack.IsZero) lines.Add(Signed(-s.PaidBack, L["Statement_PaidBack"]));
        var rounding = Rounding([s.Opening, s.Bought, s.OpeningLots, s.CreditedBack, s.Corrections, -s.Used, -s.Lapsed, -s.PaidBack], s.Closing, s.Organization.Currency);
        if (!rounding.IsZero) lines.Add(Signed(rounding, L["Statement_Rounding"]));
        lines.Add(new("=", L["Statement_Closing", Format.DayMonth(s.Period.LastDay)], s.Closing, IsTotal: true));
        return lines;
    }

    /// <summary>Shown total less the sum of shown lines; zero where they agree.</summary>
    public static Money Rounding(IEnumerable<Money> lines, Money total, Currency currency) =>
        Money.Of(total.Shown(currency.Decimals) - lines.Sum(l => l.Shown(currency.Decimals)));

    /// <summary>The part of what was used, to a tenth of a percent.</summary>
    public static string Percent(Money amount, Money used) => Share(amount, used).ToString("P1", CultureInfo.CurrentCulture);

    public static decimal Share(Money amount, Money used) => used.IsPositive ? Math.Clamp(amount.ToDecimal() / used.ToDecimal(), 0, 1) : 0;

    private static SumLine Signed(Money amount, string text) => new(amount.IsNegative ? Minus : Plus, text, amount.Abs());
}
