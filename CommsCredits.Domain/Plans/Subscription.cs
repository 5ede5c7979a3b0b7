namespace CommsCredits.Domain.Plans;

/// <summary>What a person says of a subscription. Names are keys of texts.</summary>
public enum SubscriptionState
{
    /// <summary>Goes on; its day is the next renewal.</summary>
    Active,

    /// <summary>Will not be renewed; its day is the last one of use, included.</summary>
    Expires,

    /// <summary>Is over; its day was the last one of use.</summary>
    Ended,
}

/// <summary>What a subscription was bought under; it decides whether credits can be bought (R8.1).</summary>
public enum BillingAgreement
{
    /// <summary>An older Microsoft account, paid ahead: credits can be bought.</summary>
    OnlineSubscription,

    /// <summary>New commerce: billed after use, no credits.</summary>
    CustomerAgreement,

    VolumeLicensing,

    /// <summary>A reseller: credits cannot be bought in the admin center.</summary>
    Partner,
}

/// <summary>A subscription of the organization, as a person recorded it. It is bought and paid elsewhere: nothing is charged by it here.</summary>
public sealed record Subscription
{
    public const int MostLicenses = 1_000_000, LongestPaidWith = 100, LongestNote = 500;

    /// <summary>A card's number has at least so many digits: none is kept, wherever it is typed (R6.5).</summary>
    private const int DigitsOfACard = 12;
    private static readonly DateOnly s_firstDay = new(2010, 1, 1), s_lastDay = new(2099, 12, 31);

    public required Guid Id { get; init; }

    /// <summary>Of the shipped catalogue.</summary>
    public required string PlanId { get; init; }

    /// <summary>ISO 3166-1 alpha-2: where its users call from; null where it does not matter.</summary>
    public string? Country { get; init; }

    /// <summary>Licenses, 1 or more.</summary>
    public required int Quantity { get; init; }
    public required BillingAgreement Agreement { get; init; }
    public required SubscriptionState State { get; init; }

    /// <summary>What <see cref="State"/> says of it; must be known unless it is active.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>As Microsoft's admin center shows it: <c>Visa ending 4242</c>. Empty: not known.</summary>
    public string PaidWith { get; init; } = "";
    public string Note { get; init; } = "";

    /// <summary>A subscription that was to expire has ended once its last day is over.</summary>
    public SubscriptionState StateOn(DateOnly today) => State == SubscriptionState.Expires && Day < today ? SubscriptionState.Ended : State;

    /// <summary>Its renewal day is past: what is recorded wants a look.</summary>
    public bool WantsALook(DateOnly today) => State == SubscriptionState.Active && Day < today;

    /// <summary>Included minutes of all its licenses in a month; null where the plan has none, or the country that decides is not known.</summary>
    public long? Minutes(PlanCatalog catalog)
    {
        var each = catalog.Country(Country)?.Offer(PlanId) is { Domestic: > 0 } offer ? offer.Domestic : catalog.Find(PlanId)?.Minutes;
        return each * (long)Quantity;
    }

    /// <summary>Only what can be licensed to a user is recorded: credits are in the pool's own books, and what is not sold any more cannot be bought.</summary>
    public static bool IsRecorded(Plan plan) => plan.Kind != PlanKind.Credits && !plan.IsEnded;

    /// <summary>
    /// What cannot be kept, with the field's name: <c>PlanUnknown</c>, <c>CountryUnknown</c>, <c>LicensesCount</c> (the most), <c>SubscriptionDayMissing</c>, <c>SubscriptionDayFar</c>, <c>TooLong</c>,
    /// <c>LooksLikeACard</c>. Empty: it can.
    /// </summary>
    public IReadOnlyList<(string Field, Refused Why)> Validate(PlanCatalog catalog)
    {
        var faults = new List<(string, Refused)>();
        if (catalog.Find(PlanId) is not { } plan || !IsRecorded(plan)) faults.Add((nameof(PlanId), new("PlanUnknown")));
        if (Country is not null && catalog.Country(Country) is null) faults.Add((nameof(Country), new("CountryUnknown")));
        if (Quantity is < 1 or > MostLicenses) faults.Add((nameof(Quantity), new("LicensesCount", MostLicenses)));
        if (State != SubscriptionState.Active && Day is null) faults.Add((nameof(Day), new("SubscriptionDayMissing")));
        if (Day < s_firstDay || Day > s_lastDay) faults.Add((nameof(Day), new("SubscriptionDayFar", s_firstDay)));
        Refuse(nameof(PaidWith), PaidWith, LongestPaidWith);
        Refuse(nameof(Note), Note, LongestNote);
        return faults;

        void Refuse(string field, string text, int longest)
        {
            if (text.Length > longest) faults.Add((field, new("TooLong", longest)));
            else if (HoldsACard(text)) faults.Add((field, new("LooksLikeACard")));
        }
    }

    /// <summary>Digits with nothing but spaces, hyphens and dots between them.</summary>
    private static bool HoldsACard(string text)
    {
        var digits = 0;
        foreach (var sign in text)
        {
            if (char.IsAsciiDigit(sign)) digits++;
            else if (sign is not (' ' or '-' or '.' or '\u00A0')) digits = 0;
            if (digits >= DigitsOfACard) return true;
        }
        return false;
    }
}
