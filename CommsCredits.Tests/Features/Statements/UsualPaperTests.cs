using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Statements;

namespace CommsCredits.Tests.Features.Statements;

public sealed class UsualPaperTests
{
    [Theory]
    [InlineData("en", "America/Los_Angeles", "USD", true)]
    [InlineData("en", "America/Toronto", "CAD", true)]
    [InlineData("en", "America/Sao_Paulo", "BRL", false)]
    [InlineData("en", "Europe/London", "GBP", false)]
    [InlineData("en", "Asia/Dubai", "USD", false)]
    [InlineData("zh-Hans", "America/Los_Angeles", "USD", false)]
    public void ThePaper_IsTheReaders(string language, string zone, string currency, bool isLetter)
    {
        var organization = new Organization { Id = Guid.Empty, Name = "Test", Currency = Currency.Of(currency), Calendar = Calendars.Of(zone), BooksBegin = new(2026, 1, 1) };
        Assert.Equal(isLetter, UsualPaper.IsLetter(CultureInfo.GetCultureInfo(language), organization));
    }
}
