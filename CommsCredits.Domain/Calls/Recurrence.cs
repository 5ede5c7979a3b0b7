using System.Globalization;

namespace CommsCredits.Domain.Calls;

/// <summary>A row whose usage id is known, or whose call another source has booked.</summary>
public static class Recurrence
{
    /// <summary>Null: a known duplicate, whatever else changed. Else "changed since booked" with the first field and both values (R9.6).</summary>
    public static CallException? OfKnown(UsageContent booked, UsageContent arrived) => UsageContent.Differs(booked, arrived) is { } field
        ? new(ExceptionReason.ChangedSinceBooked, field, booked.TextOf(field), arrived.TextOf(field))
        : null;

    /// <summary>Null, or "probable duplicate" of what another source has booked (R9.5).</summary>
    public static CallException? OfOtherSource(UsageMatch booked, UsageMatch arrived) => booked.IsProbably(arrived)
        ? new(ExceptionReason.ProbableDuplicate, arrived.CallId, arrived.Start.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture), arrived.Seconds.ToString(CultureInfo.InvariantCulture))
        : null;
}

/// <summary>By what a row of another source is found to be the same call (R9.5). The first three can be looked up; the number may be masked in one of the two.</summary>
public readonly record struct UsageMatch(string CallId, DateTime Start, int Seconds, string OtherParty)
{
    /// <summary>Null without a call id: such a row matches nothing.</summary>
    public static UsageMatch? Of(CallRecord record) => record.CallId is { Length: > 0 } id
        ? new(id, record.Start, record.Seconds, PhoneNumber.DigitsOf(record.DestinationNumber))
        : null;

    public bool IsProbably(UsageMatch other) =>
        CallId == other.CallId && Start == other.Start && Seconds == other.Seconds && PhoneNumber.CouldBeTheSame(OtherParty, other.OtherParty);
}
