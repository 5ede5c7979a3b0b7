using CommsCredits.Domain.Calls;
using PhoneNumbers;

namespace CommsCredits.Tests.Calls;

/// <summary>The table of area codes against another's: libphonenumber, which serves here as an oracle alone.</summary>
public sealed class NorthAmericaOracleTests
{
    /// <summary>Codes that lie in no place: the caller's country is then not told (R10.1).</summary>
    private static readonly PhoneNumberType[] s_places = [PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE];

    [Fact]
    public void EveryAreaCode_BelongsToTheCountryThatLibphonenumberSays()
    {
        var util = PhoneNumberUtil.GetInstance();
        var (compared, wrong) = (0, new List<string>());
        for (var code = 200; code < 1_000; code++)
        {
            foreach (var rest in new[] { "2345678", "5550123", "7701234", "4561234", "3811234", "9621234", "6251234" })
            {
                var number = util.Parse($"+1{code}{rest}", null);
                if (!util.IsValidNumber(number) || !s_places.Contains(util.GetNumberType(number)) || util.GetRegionCodeForNumber(number) is not { Length: 2 } region) continue;
                compared++;
                if (NorthAmerica.CountryOf($"+1{code}{rest}") is var country && country != region) wrong.Add($"{code}: {country}, libphonenumber {region}");
                break;
            }
        }
        Assert.InRange(compared, 400, 800);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("+12735550123", "CA")]
    [InlineData("+16225550123", "CA")]
    [InlineData("+16335550123", "CA")]
    public void CodesThatWereTakenForAmerican_AreCanadian(string number, string country) => Assert.Equal(country, NorthAmerica.CountryOf(number));
}
