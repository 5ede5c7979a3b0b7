namespace CommsCredits.Domain.Calls;

/// <summary>What a charged call was for (R9.1). Stored by name; the book <c>Usage(kind)</c> takes its money.</summary>
public enum UsageKind
{
    TollFreeConference,
    TollFreeAttendant,
    ConferenceDialOut,
    CallMeAt,
    International,
    Overage,
    PayAsYouGo,
    PayPerMinuteTollIn,
    PayPerMinuteTollFreeIn,
    PayPerMinuteDialOut,
    Premium,
    VoiceApplicationTransfer,
}
