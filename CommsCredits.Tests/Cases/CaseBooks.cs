using CommsCredits.Domain;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Cases;

/// <summary>The words that the cases are written in: lots, uses, what is left.</summary>
internal static class CaseBooks
{
    /// <summary>Lots bought a day apart from 1 September 2026, so that the first ends first.</summary>
    public static SmallBooks Lots(params decimal[] amounts)
    {
        var books = new SmallBooks();
        for (var i = 0; i < amounts.Length; i++) books.Buy(amounts[i], $"2026-09-{i + 1:00}");
        return books;
    }

    public static SmallBooks Use(this SmallBooks books, decimal charge) => books.Call(charge, "2026-10-01 10:00");

    public static void IsLeft(this SmallBooks books, params decimal[] amounts) =>
        Assert.Equal(amounts.Select(Money.Of), books.Pool.Lots.OrderBy(l => l.Number).Select(l => l.Left));

    public static void IsUnpaid(this SmallBooks books, decimal amount) => Assert.Equal(Money.Of(amount), books.Pool.Overdraft);

    public static void IsBalance(this SmallBooks books, decimal amount) => Assert.Equal(Money.Of(amount), books.Pool.BookBalance);

    public static void IsUsable(this SmallBooks books, decimal amount, string at) => Assert.Equal(Money.Of(amount), books.Pool.UsableBalance(SmallBooks.At(at)));

    public static void HasPosted(this SmallBooks books, params string[] postings) => Assert.Equal(postings, books.Last);
}
