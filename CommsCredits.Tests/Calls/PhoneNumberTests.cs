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
    [InlineData("+44 (0)7911 234567", "447911234567", 0)]
    [InlineData("+44(0)7911", "447911", 0)]
    [InlineData("+44 ( 0 ) 7911", "447911", 0)]
    [InlineData("0044 (0)20 7946", "44207946", 0)]
    [InlineData("+39 (0)6 1234", "39061234", 0)]
    [InlineData("(0)30 1234", "0301234", 0)]
    [InlineData("+4420 (0)7946", "442007946", 0)]
    [InlineData("0033609636900", "33609636900", 0)]
    [InlineData("00 33 6", "336", 0)]
    [InlineData("01133609636900", "01133609636900", 0)]
    [InlineData("+33\u202F6\u00A009\u200963\u30006900", "33609636900", 0)]
    [InlineData("+33\u20116\u201009\u20136\u2014369\u2212\u00AD00", "33609636900", 0)]
    [InlineData("\u202A+33609636900\u202C", "33609636900", 0)]
    [InlineData("\u200E+33\uFEFF609\u200B636900", "33609636900", 0)]
    [InlineData("\t+33609636900", "33609636900", 0)]
    [InlineData("'+33609636900", "33609636900", 0)]
    [InlineData("=\"+33609636900\"", "33609636900", 0)]
    [InlineData("\uFF0B33 609", "33609", 0)]
    [InlineData("+44791xxxxxxx", "44791*******", 7)]
    [InlineData("+44791XX##", "44791****", 4)]
    [InlineData("+44791\u2022\u2022", "44791**", 2)]
    [InlineData("4.47911E+11", "44791*******", 7)]
    [InlineData("3,36096E+10", "33609******", 6)]
    [InlineData("4.48E+11", "44**********", 10)]
    [InlineData("4E+11", "************", 12)]
    [InlineData("9E+11", "", 0)]
    [InlineData("5.512e12", "551**********", 10)]
    [InlineData("5.510E+12", "55***********", 11)]
    [InlineData("1E-5", "", 0)]
    [InlineData("tel:+336", "", 0)]
    [InlineData("33+44", "33", 0)]
    public void DigitsOf_ReadsDigitsAndMasks(string? number, string digits, int masked)
    {
        Assert.Equal(digits, PhoneNumber.DigitsOf(number));
        Assert.Equal(masked, PhoneNumber.MaskedDigits(number));
    }

    [Theory]
    [InlineData("+44 20", true)]
    [InlineData("0044 20", true)]
    [InlineData("+44791xxxxxxx", true)]
    [InlineData("5.512E+12", true)]
    [InlineData("+4930;ext=5", true)]
    [InlineData("uk", false)]
    [InlineData("xx", false)]
    [InlineData("place 442", false)]
    [InlineData("3 Mobile", false)]
    public void IsMeant_TellsANumberFromAName(string text, bool isMeant) => Assert.Equal(isMeant, PhoneNumber.IsMeant(text));

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
