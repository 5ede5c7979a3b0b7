namespace CommsCredits.Domain.Plans;

/// <summary>Where pay-as-you-go plans belong. A country without a zone has none of them.</summary>
public enum CallingZone
{
    One,
    Two,

    /// <summary>Mexico has plans of its own and is in no zone.</summary>
    Mexico,
}

public enum ConferencingSale
{
    Sold,
    PayPerMinuteOnly,
    PartnerOnly,

    /// <summary>Only for users elsewhere.</summary>
    ForUsersElsewhere,
    NotSold,
}

public enum CallingSale
{
    Sold,
    PartnerOnly,
    NotSold,
}

/// <summary>Who pays a meeting's call to a number of the country.</summary>
public enum ConferenceDialOut
{
    /// <summary>The organization's dial-out minutes, then credits (Zone A).</summary>
    Pool,

    /// <summary>As <see cref="Pool"/>, but tenants that buy there cannot dial out.</summary>
    PoolNotForLocalTenants,

    /// <summary>Credits, always.</summary>
    Credits,
}

/// <summary>Whether users may call premium-rate numbers of their country.</summary>
public enum PremiumCalls
{
    NotStated,
    Blocked,
    Allowed,
    AllowedFromCredits,
    PartlyFromCredits,
}

public enum TollFreeNumbers
{
    Sold,
    OnRequest,
    NotSold,
}

/// <summary>A plan as it is sold in a country: minutes a user and month. Both zero: pay as you go.</summary>
/// <param name="International">Whichever limit is reached first ends both.</param>
public sealed record PlanOffer(string PlanId, int Domestic, int International);

/// <summary>What Microsoft sells in a country or region, from its public country page.</summary>
public sealed record CountryAvailability
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Code { get; init; }

    /// <summary>The end of the country page's name: <c>the-united-states-u-s</c>.</summary>
    public required string Page { get; init; }
    public required ConferencingSale Conferencing { get; init; }
    public required ConferenceDialOut DialOut { get; init; }
    public required CallingSale Calling { get; init; }

    /// <summary>Who sells calling plans or conferencing in Microsoft's place.</summary>
    public string? Partner { get; init; }

    /// <summary>The calling plans that are sold, in the country page's order.</summary>
    public IReadOnlyList<PlanOffer> Offers { get; init; } = [];
    public CallingZone? Zone { get; init; }
    public required PremiumCalls Premium { get; init; }
    public required TollFreeNumbers TollFree { get; init; }
    public required bool HasCredits { get; init; }

    /// <summary>In Zone A dial-out comes out of the included minutes first.</summary>
    public bool IsZoneA => DialOut != ConferenceDialOut.Credits;

    public PlanOffer? Offer(string planId) => Offers.FirstOrDefault(o => o.PlanId == planId);
}
