namespace CommsCredits.Domain.Calls;

/// <summary>The ten call types of the export. A new one of the source is no member: it becomes an exception (R9.7).</summary>
public enum CallType
{
    UserIn,
    UserOut,
    UserOutConf,
    UserOutTransfer,
    UserOutForwarding,
    ConfIn,
    ConfOut,
    UnassignedIn,
    UcapIn,
    UcapOut,
}

public static class CallTypes
{
    /// <summary>Reads the source's spelling (<c>user_out_conf</c>) in any case; null where it is unknown.</summary>
    public static CallType? Read(string text) => text switch
    {
        "user_in" => CallType.UserIn,
        "user_out" => CallType.UserOut,
        "user_out_conf" => CallType.UserOutConf,
        "user_out_transfer" => CallType.UserOutTransfer,
        "user_out_forwarding" => CallType.UserOutForwarding,
        "conf_in" => CallType.ConfIn,
        "conf_out" => CallType.ConfOut,
        "unassigned_in" => CallType.UnassignedIn,
        "ucap_in" => CallType.UcapIn,
        "ucap_out" => CallType.UcapOut,
        _ => text.ToLowerInvariant() is var lower && lower != text ? Read(lower) : null,
    };

    public static bool IsInbound(this CallType type) => type is CallType.UserIn or CallType.ConfIn or CallType.UcapIn or CallType.UnassignedIn;

    /// <summary>Toll-free is a number type, spelled <c>TollFree</c>, <c>toll-free</c> or <c>Toll Free</c>; there is no call type for it.</summary>
    public static bool IsTollFree(string numberType)
    {
        const string letters = "tollfree";
        var matched = 0;
        foreach (var c in numberType)
        {
            if (c is '-' or ' ' or '_') continue;
            if (matched == letters.Length || char.ToLowerInvariant(c) != letters[matched]) return false;
            matched++;
        }
        return matched == letters.Length;
    }
}
