using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;

namespace CommsCredits.Tests.Components.Controls;

public sealed class FormatTests
{
    [Theory]
    [InlineData("1601.9", "USD", "1,601.90")]
    [InlineData("-12.4", "USD", "−12.40")]
    [InlineData("-0.004", "USD", "0.00")]
    [InlineData("-0.005", "USD", "−0.01")]
    [InlineData("0", "USD", "0.00")]
    [InlineData("1234.5", "JPY", "1,235")]
    [InlineData("1.5", "BHD", "1.500")]
    public void Money_HasTheCurrencysDecimals_AndNeverMinusZero(string amount, string currency, string shown) => In("en", () =>
        Assert.Equal(shown, Format.Money(Of(amount), Currency.Of(currency))));

    [Fact]
    public void SignedMoney_HasPlusForMoneyComingIn() => In("en", () =>
    {
        Assert.Equal("+500.00", Format.SignedMoney(Of("500"), Currency.Of("USD")));
        Assert.Equal("−1.43", Format.SignedMoney(Of("-1.43"), Currency.Of("USD")));
        Assert.Equal("0.00", Format.SignedMoney(Of("0.001"), Currency.Of("USD")));
    });

    [Fact]
    public void ExactMoney_HidesNothing() => In("en", () =>
    {
        Assert.Equal("3.705", Format.ExactMoney(Of("3.705"), Currency.Of("USD")));
        Assert.Equal("−0.000001", Format.ExactMoney(Of("-0.000001"), Currency.Of("USD")));
        Assert.Equal("500.00", Format.ExactMoney(Of("500"), Currency.Of("USD")));
        Assert.Equal("3.7050", Format.Rate(Of("3.705")));
    });

    [Theory]
    [InlineData("en", "9 Dec 2026", "Wed 9 Dec 2026", "9 Dec", "December 2026", "9 Dec 2026, 03:04:05")]
    [InlineData("zh-Hans", "2026年12月9日", "2026年12月9日 周三", "12月9日", "2026年12月", "2026年12月9日 03:04:05")]
    public void Dates_NameTheMonthByCulture(string culture, string date, string weekday, string dayMonth, string month, string instant) => In(culture, () =>
    {
        var day = new DateOnly(2026, 12, 9);
        Assert.Equal([date, weekday, dayMonth, month, instant],
            [Format.Date(day), Format.Date(day, weekday: true), Format.DayMonth(day), Format.Month(Month.Of(day)), Format.DateTime(day.ToDateTime(new TimeOnly(3, 4, 5)))]);
    });

    private static Money Of(string amount) => Money.Of(decimal.Parse(amount, CultureInfo.InvariantCulture));

    private static void In(string culture, Action check)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try { check(); }
        finally { CultureInfo.CurrentCulture = before; }
    }
}
