using CommsCredits.Domain.Rating;

namespace CommsCredits.Domain.Calls;

/// <summary>What becomes of one call: <see cref="Booked"/>, <see cref="FreeCall"/> or <see cref="CallException"/>, nothing else. Nothing is dropped or priced at zero (R9.7).</summary>
public abstract record CallDecision
{
    private protected CallDecision()
    {
    }

    /// <summary>What minute pools gave to the call (R9.2); to be taken when the call is booked. Null where none covers it.</summary>
    public MinuteShare? Minutes { get; init; }
}

/// <summary>The pool pays. The charge is positive.</summary>
/// <param name="ByDeck">What the deck in force says, also where the source's charge counted: the difference is shown (R9.4). Null without a rate.</param>
public sealed record Booked(UsageKind Kind, Money Charge, Explanation Explanation, Money? ByDeck = null) : CallDecision;

/// <summary>Recorded without an entry (R3.1).</summary>
public sealed record FreeCall(FreeReason Reason, Explanation Explanation) : CallDecision;

/// <summary>Waits for a person. Figures are culture-free text in the order that <see cref="ExceptionReason"/> states.</summary>
public sealed record CallException(ExceptionReason Reason, params IReadOnlyList<string> Figures) : CallDecision;
