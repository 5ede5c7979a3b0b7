using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Cases;

/// <summary>H and I: one after another, and what a month earned.</summary>
internal static class CasesH
{
    public static IEnumerable<(string Id, Action Check)> All =>
    [
        ("H06", SixtyOfAHundredAreAdmitted),
        ("H10", () => CaseBooks.Lots(100).Use(50).Use(100).IsBalance(-50)),
        ("I10", () => { var s = CaseBooks.Lots(100).Call(30, "2026-09-20").StatementOf("2026-09"); Assert.Equal((30, 70), (s.Used.ToDecimal(), s.Closing.ToDecimal())); }),
        ("I11", () => CaseBooks.Lots(40).MoveToPostpaid("2026-09-10").Use(100).HasPosted("Lot(1) -> Usage(International) 40", "Postpaid -> Usage(International) 60")),
    ];

    /// <summary>The pool's part: whoever asks in turn, a call is admitted while the usable balance pays it (R5.1).</summary>
    private static void SixtyOfAHundredAreAdmitted()
    {
        var books = CaseBooks.Lots(60);
        var now = SmallBooks.At("2026-10-01");
        var admitted = 0;
        for (var i = 0; i < 100; i++)
        {
            if (books.Pool.UsableBalance(now) < Money.OfUnits(1)) continue;
            books.Pool.Draw(UsageKind.International, Money.OfUnits(1), now);
            admitted++;
        }
        Assert.Equal(60, admitted);
        books.IsBalance(0);
    }
}
