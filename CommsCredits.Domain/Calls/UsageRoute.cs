namespace CommsCredits.Domain.Calls;

/// <summary>Where a row belongs by its call type, number type and capability alone (R9.1, R9.4).</summary>
/// <param name="Paid">What a charge on the row is for; null where a charge is an exception.</param>
/// <param name="Uncharged">Why the row is free where the source says nothing; null where we then rate it.</param>
internal readonly record struct UsageRoute(UsageKind? Paid, FreeReason? Uncharged)
{
    public static UsageRoute Of(CallType type, bool tollFree, CapabilityClass capability, bool? international) => capability switch
    {
        CapabilityClass.Free => new(null, FreeReason.ByCapability),
        _ when type == CallType.UserIn => new(null, FreeReason.Inbound),
        CapabilityClass.PayPerMinute => PayPerMinute(type, tollFree),
        _ when tollFree && type == CallType.ConfIn => new(UsageKind.TollFreeConference, null),
        _ when tollFree && type == CallType.UcapIn => new(UsageKind.TollFreeAttendant, null),
        _ when type == CallType.UnassignedIn => new(UsageKind.VoiceApplicationTransfer, FreeReason.Inbound),
        CapabilityClass.CallingPlan when !type.IsInbound() => new(UsageKind.Overage, FreeReason.InMinutes),
        CapabilityClass.Conferencing when !type.IsInbound() => new(UsageKind.ConferenceDialOut, FreeReason.InMinutes),
        CapabilityClass.Credits when type == CallType.ConfIn => new(UsageKind.PayPerMinuteTollIn, FreeReason.Inbound),
        _ when type.IsInbound() => new(null, FreeReason.Inbound),
        _ => new(Outbound(type, capability, international), null),
    };

    private static UsageRoute PayPerMinute(CallType type, bool tollFree) => type switch
    {
        CallType.ConfIn => new(tollFree ? UsageKind.PayPerMinuteTollFreeIn : UsageKind.PayPerMinuteTollIn, null),
        CallType.UcapIn when tollFree => new(UsageKind.TollFreeAttendant, null),
        CallType.UcapIn => new(null, FreeReason.Inbound),
        CallType.UnassignedIn => new(UsageKind.VoiceApplicationTransfer, FreeReason.Inbound),
        _ => new(UsageKind.PayPerMinuteDialOut, null),
    };

    private static UsageKind Outbound(CallType type, CapabilityClass capability, bool? international) => type switch
    {
        CallType.ConfOut => UsageKind.ConferenceDialOut,
        CallType.UcapOut => UsageKind.VoiceApplicationTransfer,
        _ when capability == CapabilityClass.PayAsYouGo => UsageKind.PayAsYouGo,
        _ => international == false ? UsageKind.Overage : UsageKind.International,
    };
}
