using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain.Rating;

/// <summary>Which calls a deck prices. Pay-per-minute conferencing has price lists of its own and never falls back on another kind's.</summary>
public enum DeckKind
{
    Outbound,
    TollFreeIn,
    PayPerMinuteTollIn,
    PayPerMinuteTollFreeIn,
    PayPerMinuteDialOut,
}

public static class DeckKinds
{
    public static DeckKind Of(UsageKind kind) => kind switch
    {
        UsageKind.TollFreeConference or UsageKind.TollFreeAttendant => DeckKind.TollFreeIn,
        UsageKind.PayPerMinuteTollIn => DeckKind.PayPerMinuteTollIn,
        UsageKind.PayPerMinuteTollFreeIn => DeckKind.PayPerMinuteTollFreeIn,
        UsageKind.PayPerMinuteDialOut => DeckKind.PayPerMinuteDialOut,
        _ => DeckKind.Outbound,
    };

    /// <summary>Toll-free dial-in is priced by the number dialled and, for +1, by the caller's country (R10.1).</summary>
    public static bool LooksAtTheCaller(this DeckKind kind) => kind is DeckKind.TollFreeIn or DeckKind.PayPerMinuteTollFreeIn;
}
