using CommsCredits.Web.Data;

namespace CommsCredits.Tests.Data;

public sealed class CountriesTests
{
    [Theory]
    [InlineData("Brazil - Mobile", "Brazil")]
    [InlineData("Brazil-Rio de Janeiro", "Brazil")]
    [InlineData("Guinea-Bissau - Mobile", "Guinea-Bissau")]
    [InlineData("DE", "Germany")]
    [InlineData("North America - Toll Free", "North America")]
    [InlineData("", "")]
    public void Of_IsTheCountry(string destination, string country) => Assert.Equal(country, Countries.Of(destination));
}
