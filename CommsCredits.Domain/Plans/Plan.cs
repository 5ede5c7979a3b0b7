namespace CommsCredits.Domain.Plans;

/// <summary>What a plan is for. Names are keys of texts.</summary>
public enum PlanKind
{
    /// <summary>Outgoing minutes a user and month.</summary>
    CallingPlan,

    /// <summary>No minutes: every outgoing call is paid from credits.</summary>
    PayAsYouGo,

    AudioConferencing,
    TeamsPhone,
    Credits,
    Device,

    /// <summary>An add-on to Teams that has nothing to do with telephone money.</summary>
    TeamsAddOn,

    /// <summary>A suite that the others are added to.</summary>
    Suite,
}

/// <summary>Who shares the minutes of a plan (R9.2).</summary>
public enum MinuteSharing
{
    /// <summary>There are no minutes.</summary>
    None,

    /// <summary>All users of the same plan in the same country.</summary>
    SamePlanAndCountry,

    /// <summary>Each user has the minutes alone.</summary>
    UserAlone,

    /// <summary>All licensed users of the organization, over all countries.</summary>
    Organization,
}

/// <summary>What calls of a plan's users take from the credit pool.</summary>
public enum CreditUse
{
    Nothing,

    /// <summary>International calls, and every call once the minutes are used up.</summary>
    InternationalAndBeyond,

    /// <summary>Every call once the minutes are used up, and countries that are not included.</summary>
    Beyond,

    EveryOutgoingCall,

    /// <summary>Toll-free dial-in, dial-out outside Zone A, and dial-out once the minutes are used up.</summary>
    TollFreeAndDialOut,

    /// <summary>Every minute of a meeting's telephone calls, in and out.</summary>
    EveryConferenceMinute,
}

/// <summary>A plan or licence that Microsoft sells, as its public documentation describes it. Its words are found by <see cref="Id"/>.</summary>
public sealed record Plan
{
    /// <summary>Small letters, digits and hyphens; stands in addresses and in stored prices, so it never changes.</summary>
    public required string Id { get; init; }
    public required PlanKind Kind { get; init; }

    /// <summary>The product's codes, the usual one first. None: the documentation prints none.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Outgoing minutes a user and month where they are the same everywhere; null where the country decides, or there are none.</summary>
    public int? Minutes { get; init; }
    public MinuteSharing Sharing { get; init; }
    public CreditUse Credits { get; init; }

    /// <summary>True: not sold any more.</summary>
    public bool IsEnded { get; init; }

    /// <summary>What the documentation leaves open or contradicts: keys of texts.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Pages of Microsoft's documentation that say so.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Gives telephone calls to a user, with minutes or without.</summary>
    public bool IsForCalls => Kind is PlanKind.CallingPlan or PlanKind.PayAsYouGo;
}
