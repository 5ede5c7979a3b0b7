using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Cases;

/// <summary>K: statements add up. K04, K08 and K09 are laws.</summary>
internal static class CasesK
{
    public static IEnumerable<(string Id, Action Check)> All =>
    [
        ("K01", () => { var s = September(); Assert.Equal((100, 50, 30, 20, 5, 105), (s.Opening.ToDecimal(), s.Bought.ToDecimal(), s.Used.ToDecimal(), s.Lapsed.ToDecimal(), s.CreditedBack.ToDecimal(), s.Closing.ToDecimal())); }),
        ("K02", () => { var s = September(); Assert.Equal(30, s.BalanceByDay.Count); Assert.Equal((100, 150, 105), (s.BalanceByDay[0].ToDecimal(), s.BalanceByDay[2].ToDecimal(), s.BalanceByDay[^1].ToDecimal())); }),
        ("K05", () =>
        {
            new SmallBooks().Buy(1_000, "2026-09-01").Buy(1_000, "2026-09-02").Call(2_100, "2026-09-03").Buy(500, "2026-10-01").IsBalance(400);
            var deep = new SmallBooks().Buy(1_000, "2026-09-01").Buy(1_000, "2026-09-02").Call(2_600, "2026-09-03").Buy(500, "2026-10-01");
            deep.IsUnpaid(100);
            deep.IsLeft(0, 0, 0);
        }),
    ];

    /// <summary>Two lots hold 20 and 80; the first lapses, and one of two calls is credited back.</summary>
    private static Statement September() => new SmallBooks()
        .Buy(25, "2025-09-09").Buy(80, "2026-05-01").Call(5, "2026-05-10")
        .Buy(50, "2026-09-03").Lapse("2026-09-10 00:05").Call(5, "2026-09-11").Call(25, "2026-09-20").CreditBack(2, "2026-09-21").StatementOf("2026-09");
}
