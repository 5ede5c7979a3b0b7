using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Tests.Cases;

/// <summary>C and D: money that leaves or comes back, and debts.</summary>
internal static class CasesC
{
    public static IEnumerable<(string Id, Action Check)> All =>
    [
        ("C04", () => { var b = CaseBooks.Lots(100).Use(25).Use(35); b.IsLeft(40); Assert.Equal([Money.OfUnits(25), Money.OfUnits(35)], b.Entries.Where(e => e.From == Book.Lot(1)).Select(e => e.Amount)); }),
        ("C06", () => { var b = CaseBooks.Lots(30); Assert.Throws<ArgumentOutOfRangeException>(() => b.PayBack(1, 50, "2026-10-01")); b.IsLeft(30); Assert.Single(b.Entries); }),
        ("C15", () => { var b = CaseBooks.Lots(100).Chargeback(1, 100, "2026-10-01"); Assert.Throws<ArgumentOutOfRangeException>(() => b.PayBack(1, 100, "2026-10-02")); b.IsBalance(0); b.IsUnpaid(0); }),
        ("C17", () => { var b = CaseBooks.Lots(100).Use(10); b.IsBalance(90); b.CreditBack(1, "2026-10-02").IsBalance(100); b.Buy(5, "2026-10-03").IsBalance(105); }),
        ("D61", () =>
        {
            new Support.SmallBooks().Call(500, "2026-09-01").Buy(600, "2026-09-02").IsUsable(100, "2026-09-02");
            new Support.SmallBooks().Call(1_000, "2026-09-01").Buy(600, "2026-09-02").IsUsable(-400, "2026-09-02");
        }),
    ];
}
