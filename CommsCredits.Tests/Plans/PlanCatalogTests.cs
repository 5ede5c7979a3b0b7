using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Features.Plans;

namespace CommsCredits.Tests.Plans;

/// <summary>The shipped catalogue against what Microsoft's documentation says: how many of each, and figures that people rely on.</summary>
public sealed class PlanCatalogTests
{
    private static readonly PlanCatalog s_catalog = ShippedCatalogue.Read();

    [Fact]
    public void CallingPlans_AreNineLinesOfTheDocumentation_OfWhichMexicoHasThreePlans()
    {
        Assert.Equal(
            ["domestic-120", "domestic-240", "domestic-120-user", "domestic", "domestic-international", "payg-zone-1", "payg-zone-2", "mexico-domestic", "mexico-international", "mexico-payg"],
            s_catalog.CallingPlans(null).Select(p => p.Id));
        Assert.Equal("MCOTEAMS_ESSENTIALS", Assert.Single(s_catalog.Find("teams-phone-calling-plan")!.Codes));
    }

    [Fact]
    public void Codes_AreThoseOfTheAssignmentPage_AndOfReports() => Assert.Equal(
        [
            "ENTERPRISEPACK", "ENTERPRISEPREMIUM", "ENTERPRISEPREMIUM_NOPSTNCONF", "MCOCAP", "MCOEV", "MCOMEETACPEA", "MCOMEETADD_DIALOUT_US", "MCOMEETADV", "MCOPSTN1", "MCOPSTN2", "MCOPSTN5", "MCOPSTN6", "MCOPSTN8",
            "MCOPSTN9", "MCOPSTNC", "MCOPSTNPP", "MCOPSTN_PAYG_1", "MCOPSTN_PAYG_2", "MCOTEAMS_ESSENTIALS", "Microsoft_Teams_Domestic_Calling_Plan_(Mexico)", "Microsoft_Teams_Premium",
            "Microsoft_Teams_Rooms_Basic", "Microsoft_Teams_Rooms_Pro", "O365_BUSINESS_ESSENTIALS", "O365_BUSINESS_PREMIUM", "SPB", "STANDARDPACK",
        ],
        s_catalog.Plans.SelectMany(p => p.Codes).Order(StringComparer.Ordinal));

    [Fact]
    public void Countries_AreCounted()
    {
        var countries = s_catalog.Countries;
        Assert.Equal(114, countries.Count);
        Assert.Equal(33, countries.Count(c => c.Calling == CallingSale.Sold));
        Assert.Equal(["AU Telstra", "JP SoftBank"], countries.Where(c => c.Calling == CallingSale.PartnerOnly).Select(c => $"{c.Code} {c.Partner}"));
        Assert.Equal(33, countries.Count(c => c.Conferencing == ConferencingSale.PayPerMinuteOnly));
        Assert.Equal(["BH", "CN", "IN", "KR", "KZ", "MK", "NI", "PK", "RU", "TW", "UA"], countries.Where(c => !c.HasCredits).Select(c => c.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ZoneA_HasItsFortyFourCountries() => Assert.Equal(
        "AT AU BE BG BR CA CH CN CZ DE DK EE ES FI FR GB GR HK HR HU IE IN IT JP KR LU MX MY NL NO NZ PL PR PT RO RU SE SG SI SK TH TW US ZA",
        string.Join(' ', s_catalog.Countries.Where(c => c.IsZoneA).Select(c => c.Code).Order(StringComparer.Ordinal)));

    [Fact]
    public void CallingZones_HaveTheirCountries()
    {
        Assert.Equal("CA GB PR US", Codes(CallingZone.One));
        Assert.Equal("AT BE CH CZ DE DK EE ES FI FR HR HU IE IT LT LU LV NL NO NZ PL PT RO SE SG SI SK ZA", Codes(CallingZone.Two));
        Assert.Equal("MX", Codes(CallingZone.Mexico));
    }

    [Theory]
    [InlineData("US", "domestic-120 120/0, domestic-240 240/0, domestic 3000/0, domestic-international 3000/600")]
    [InlineData("GB", "payg-zone-1 0/0, domestic-120 120/0, domestic-240 240/0, domestic 1200/0, domestic-international 1200/600")]
    [InlineData("MX", "mexico-payg 0/0, mexico-domestic 1200/0, mexico-international 1200/600")]
    [InlineData("BR", "")]
    public void Offers_OfACountry(string code, string offers)
    {
        var country = s_catalog.Country(code.ToLowerInvariant())!;
        Assert.Equal(offers, string.Join(", ", s_catalog.CallingPlans(country).Select(p => $"{p.Id} {country.Offer(p.Id)!.Domestic}/{country.Offer(p.Id)!.International}")));
    }

    [Fact]
    public void Domestic_Has1200Or3000Minutes() => Assert.Equal([(1200, 0), (3000, 0)], s_catalog.MinutesOf(s_catalog.Find("domestic")!));

    [Fact]
    public void Conferencing_HasSixtyMinutes_SharedByTheOrganization()
    {
        var plan = s_catalog.Find("audio-conferencing")!;
        Assert.Equal((60, MinuteSharing.Organization, CreditUse.TollFreeAndDialOut), (plan.Minutes, plan.Sharing, plan.Credits));
        Assert.Equal(3, s_catalog.Of(PlanKind.AudioConferencing).Count());
    }

    [Fact]
    public void TheLicenceTable_HasTwelveLines_AndSuitesFive()
    {
        Assert.Equal(12, s_catalog.Needs.Count);
        Assert.Equal([["teams-phone-calling-plan"], ["teams-phone", "domestic"], ["teams-phone", "domestic-international"]], s_catalog.Needs.Single(n => n.Id == "microsoft-carrier").Ways);
        Assert.Equal(["Business Basic", "Business Standard", "Business Premium", "E1", "E3", "F1", "F3", "E5", "A1", "A3", "A5"], s_catalog.Suites.SelectMany(s => s.Suites));
    }

    [Fact]
    public void APrice_IsTheLatestOfTheCountrysList_NeverADoubtfulOne()
    {
        Assert.Equal(7, s_catalog.Prices.Count);
        Assert.Equal((Money.OfUnits(8), "2022-08"), (s_catalog.Published("domestic", "US")!.Amount, s_catalog.Published("domestic", "US")!.Published));
        Assert.Equal(Money.OfUnits(24), s_catalog.Published("domestic-international", null)!.Amount);
        Assert.Null(s_catalog.Published("domestic", "DE"));
        Assert.Null(s_catalog.Published("teams-phone", "US"));
        Assert.Null(s_catalog.Published("domestic-120", "US"));
    }

    [Theory]
    [InlineData("XX,nowhere,yes,credits-required,-,no,,-,,yes")]
    [InlineData("XX,nowhere,perhaps,credits-required,-,no,,-,,yes,yes")]
    [InlineData("XX,nowhere,yes,credits-required,B,no,,-,,yes,yes")]
    [InlineData("XX,nowhere,yes,credits-required,-,yes,PAYG,-,,yes,yes")]
    [InlineData("XX,nowhere,yes,credits-required,-,yes,X120,1,,yes,yes")]
    public void ACell_ThatIsNotKnown_IsNotGuessed(string line) => Assert.Throws<FormatException>(() => CountryTable.Read("head\n" + line));

    [Fact]
    public void ACatalogue_ThatNamesAPlanItDoesNotHave_IsNone() => Assert.Throws<ArgumentException>(() =>
        new PlanCatalog([], [], [new("x", [["ghost"]], [], [])], [], new Dictionary<string, IReadOnlyList<string>>(), []));

    private static string Codes(CallingZone zone) => string.Join(' ', s_catalog.InZone(zone).Select(c => c.Code).Order(StringComparer.Ordinal));
}
