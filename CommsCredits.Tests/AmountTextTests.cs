using System.Globalization;
using CommsCredits.Domain;

namespace CommsCredits.Tests;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("1.25", "en", 2, "1.25", null)]
    [InlineData("1,250.5", "en", 2, "1250.5", null)]
    [InlineData("\u22123", "en", 2, "-3", null)]
    [InlineData("0", "en", 2, "0", null)]
    [InlineData("1,25", "de", 2, "1.25", null)]
    [InlineData("1,25", "en", 2, "0", "NotANumber")]
    [InlineData("1.255", "en", 2, "0", "TooManyDecimals")]
    [InlineData("1.255", "en", 6, "1.255", null)]
    [InlineData("1.000", "en", 2, "0", "AmbiguousAmount")]
    [InlineData("-12.500", "en", 2, "0", "AmbiguousAmount")]
    [InlineData("1.000", "en", 6, "0", "AmbiguousAmount")]
    [InlineData("1,000", "de", 2, "0", "AmbiguousAmount")]
    [InlineData("1.000", "de", 2, "1000", null)]
    [InlineData("1,000", "en", 2, "1000", null)]
    [InlineData("1.000", "en", 3, "1", null)]
    [InlineData("0.500", "en", 2, "0.5", null)]
    [InlineData("1000.000", "en", 2, "1000", null)]
    [InlineData("1.00", "en", 2, "1", null)]
    [InlineData("2000000000", "en", 2, "0", "AboveMaximum")]
    [InlineData("", "en", 2, "0", "NotANumber")]
    [InlineData("=1+1", "en", 2, "0", "NotANumber")]
    public void Read_TakesWhatAPersonTypes_BySignsOfTheCulture(string text, string culture, int places, string amount, string? refused)
    {
        Assert.Equal(refused, AmountText.Read(text, CultureInfo.GetCultureInfo(culture), places, out var read)?.Code);
        Assert.Equal(amount, read.ToString());
    }
}
