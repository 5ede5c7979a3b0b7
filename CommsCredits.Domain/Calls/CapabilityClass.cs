namespace CommsCredits.Domain.Calls;

/// <summary>Who pays for a call, by the licence that the source names in the capability cell.</summary>
public enum CapabilityClass
{
    /// <summary>Communications Credits: the pool pays.</summary>
    Credits,

    /// <summary>Pay-as-you-go plan: no minutes, the pool pays.</summary>
    PayAsYouGo,

    /// <summary>Pay-per-minute conferencing: the pool pays, toll dial-in too.</summary>
    PayPerMinute,

    /// <summary>A calling plan with minutes; a charge above zero is overage (R9.4).</summary>
    CallingPlan,

    /// <summary>Audio Conferencing with its included dial-out; a charge above zero is dial-out beyond it (R9.4).</summary>
    Conferencing,

    /// <summary>Never costs anything; a charge is an exception (R9.7).</summary>
    Free,
}

public static class Capabilities
{
    /// <summary>Plans whose licences share their minutes; MCOPSTN8 gives each person minutes of their own.</summary>
    public static IReadOnlyList<string> WithPooledMinutes { get; } =
        ["MCOPSTN1", "MCOPSTN2", "MCOPSTN5", "MCOPSTN6", "MCOPSTN9", "MCOPSTNCAP", "MCOPSTNU", "MCOMEETADD"];

    /// <summary>Reads a capability code in any case; null where it is unknown (R9.7).</summary>
    public static CapabilityClass? Read(string code) => code switch
    {
        "MCOPSTNPP" or "MCOPSTNC" => CapabilityClass.Credits,
        "MCOPSTN_PAYG_1" or "MCOPSTN_PAYG_2" => CapabilityClass.PayAsYouGo,
        "MCOMEETACPEA" or "MCOMEETACPEA_GOV" => CapabilityClass.PayPerMinute,
        "MCOPSTN1" or "MCOPSTN2" or "MCOPSTN5" or "MCOPSTN6" or "MCOPSTN8" or "MCOPSTN9" or "MCOPSTNCAP" or "MCOPSTNU" => CapabilityClass.CallingPlan,
        "MCOMEETADD" => CapabilityClass.Conferencing,
        "MCOEV" or "MCOEV_VIRTUALUSER" or "MCOEV_VIRTUALUSER_GOV" or "FREECALL" => CapabilityClass.Free,
        "MCOMEETADD_DIALOUT_US" or "MCOMEETADD_CN_GLOBAL" or "MCOMEETADD_TATA" => CapabilityClass.Free,
        _ => code.ToUpperInvariant() is var upper && upper != code ? Read(upper) : null,
    };
}
