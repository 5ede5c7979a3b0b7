using CommsCredits.Domain.Calls;

namespace CommsCredits.Tests.Calls;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+49 (30) 12-34", "49301234", 0)]
    [InlineData("+491234***", "491234***", 3)]
    [InlineData("anonymous", "", 0)]
    [InlineData("+4930;ext=5", "4930", 0)]
    [InlineData(null, "", 0)]
    public void DigitsOf_ReadsDigitsAndMasks(string? number, string digits, int masked)
    {
        Assert.Equal(digits, PhoneNumber.DigitsOf(number));
        Assert.Equal(masked, PhoneNumber.MaskedDigits(number));
    }

    [Theory]
    [InlineData("+4930123456", true)]
    [InlineData("+4930123****", true)]
    [InlineData("112", false)]
    [InlineData("+1234567890123456", false)]
    public void IsPlausible_IsAHint(string number, bool plausible) => Assert.Equal(plausible, PhoneNumber.IsPlausible(number));

    [Fact]
    public void Masked_HidesTheLastDigits()
    {
        Assert.Equal("+49 30 12** **", PhoneNumber.Masked("+49 30 1234 56"));
        Assert.Equal("+***", PhoneNumber.Masked("+123"));
    }

    [Theory]
    [InlineData("+12065550100", "US")]
    [InlineData("+1 (416) 555-0100", "CA")]
    [InlineData("+1787*******", "PR")]
    [InlineData("+18765550100", "JM")]
    [InlineData("+18005550100", null)]
    [InlineData("+15005550100", null)]
    [InlineData("+120", null)]
    [InlineData("+1 2**", null)]
    [InlineData("+442071234567", null)]
    [InlineData("", null)]
    public void CountryOf_TellsTheCountryOfAnAreaCode(string number, string? country) => Assert.Equal(country, NorthAmerica.CountryOf(number));
}
