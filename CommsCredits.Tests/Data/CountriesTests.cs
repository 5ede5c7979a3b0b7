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
    [InlineData("USA", "United States")]
    [InlineData("USA-Hawaii", "United States")]
    [InlineData("Korea Republic of-Seoul", "South Korea")]
    [InlineData("Trinidad and Tobago - Mobile", "Trinidad & Tobago")]
    public void Of_IsTheCountry(string destination, string country) => Assert.Equal(country, Countries.Of(destination));

    [Theory, InlineData("Brazil", "zh-Hans", "巴西"), InlineData("United States", "zh-Hans", "美国"), InlineData("Trinidad & Tobago", "zh-Hans", "特立尼达和多巴哥"), InlineData("North America", "zh-Hans", "North America"), InlineData("Brazil", "en", "Brazil")]
    public void Shown_IsInTheReadersLanguage(string country, string language, string shown) => Assert.Equal(shown, Countries.Shown(country, System.Globalization.CultureInfo.GetCultureInfo(language)));
}
