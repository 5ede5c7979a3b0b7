using CommsCredits.Domain.Plans;

namespace CommsCredits.Web.Features.Plans;

public enum ServiceStanding
{
    Yes,
    Partly,
    No,
    NotStated,
}

/// <summary>One service in one country. <c>Service</c> ends the key <c>Service_</c>, <c>Text</c> is a key with <c>Figure</c> in its first place.</summary>
public sealed record ServiceLine(string Service, ServiceStanding Standing, string Text, string? Figure = null)
{
    public static readonly IReadOnlyList<string> Services = ["Credits", "Calling", "Payg", "Conferencing", "DialOut", "TollFree", "Premium"];

    public static IReadOnlyList<ServiceLine> Of(CountryAvailability country) =>
    [
        new ServiceLine("Credits", country.HasCredits ? ServiceStanding.Yes : ServiceStanding.No, country.HasCredits ? "Country_CreditsYes" : "Country_CreditsNo"),
        new ServiceLine("Calling", country.Calling switch { CallingSale.Sold => ServiceStanding.Yes, CallingSale.PartnerOnly => ServiceStanding.Partly, _ => ServiceStanding.No }, $"CallingSale_{country.Calling}", country.Partner),
        Payg(country),
        new ServiceLine("Conferencing", country.Conferencing switch { ConferencingSale.Sold => ServiceStanding.Yes, ConferencingSale.NotSold => ServiceStanding.No, _ => ServiceStanding.Partly }, $"ConferencingSale_{country.Conferencing}", country.Partner),
        new ServiceLine("DialOut", country.IsZoneA ? ServiceStanding.Yes : ServiceStanding.Partly, $"DialOut_{country.DialOut}"),
        new ServiceLine("TollFree", country.TollFree switch { TollFreeNumbers.Sold => ServiceStanding.Yes, TollFreeNumbers.OnRequest => ServiceStanding.Partly, _ => ServiceStanding.No }, $"TollFree_{country.TollFree}"),
        new ServiceLine("Premium", country.Premium switch { PremiumCalls.NotStated => ServiceStanding.NotStated, PremiumCalls.Blocked => ServiceStanding.No, PremiumCalls.PartlyFromCredits => ServiceStanding.Partly, _ => ServiceStanding.Yes }, $"Premium_{country.Premium}"),
    ];

    private static ServiceLine Payg(CountryAvailability country) => country.Offers.Any(o => o.Domestic == 0)
        ? new ServiceLine("Payg", ServiceStanding.Yes, $"CallingZone_{country.Zone}")
        : new ServiceLine("Payg", ServiceStanding.No, country.Zone is null ? "Country_PaygNo" : "Country_PaygNotHere");
}
