using CommsCredits.Web.Components.Controls;

namespace CommsCredits.Tests.Components.Controls;

public sealed class PhoneTests
{
    [Theory]
    [InlineData("+254722418123", "+254 722 418 123")]
    [InlineData("+25472241****", "+254 722 41 ···")]
    [InlineData("+12065550100", "+1 206 555 0100")]
    [InlineData("+4930901820", "+49 309 018 20")]
    [InlineData("anonymous", "anonymous")]
    [InlineData("123", "123")]
    [InlineData(null, "–")]
    public void Text_GroupsTheDigits(string? number, string shown) => Assert.Equal(shown, Phone.Text(number));
}
