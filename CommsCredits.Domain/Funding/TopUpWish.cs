using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Funding;

/// <summary>
/// What a form asks for: the content under a top-up's key (R3.6, R6.4). <see cref="RecordedDay"/> and <see cref="Reference"/> belong to a recorded
/// purchase, <see cref="PurchaseOrder"/> to an invoice.
/// </summary>
public sealed record TopUpWish
{
    /// <summary>Characters of a purchase order or a reference: they are written into rows that nobody can shorten afterwards.</summary>
    public const int LongestText = 60;

    public required Money Amount { get; init; }
    public required PaymentMethod Method { get; init; }
    public Guid? OptionId { get; init; }
    public string? PurchaseOrder { get; init; }
    public DateOnly? RecordedDay { get; init; }
    public string? Reference { get; init; }

    /// <summary>The first field in which another wish differs, by name; null for the same wish.</summary>
    public string? FieldThatDiffersFrom(TopUpWish other) =>
        Amount != other.Amount ? nameof(Amount)
        : Method != other.Method ? nameof(Method)
        : OptionId != other.OptionId ? nameof(OptionId)
        : PurchaseOrder != other.PurchaseOrder ? nameof(PurchaseOrder)
        : RecordedDay != other.RecordedDay ? nameof(RecordedDay)
        : Reference != other.Reference ? nameof(Reference)
        : null;

    /// <summary>
    /// Null where this may be bought at that instant, else the field and why. Billed after use: never (R8.1), also not recorded. An amount follows
    /// <see cref="FundingLimits"/>; a recorded one is what is left of an earlier purchase: any positive number of the smallest unit, up to <see cref="FundingLimits.MostRecorded"/>. A recorded
    /// day is not in the future (R3.3), and its last usable day has not passed; on that day itself it may still be recorded (R4.1).
    /// </summary>
    public FieldRefusal? Refuse(Organization organization, FundingLimits limits, DateTime now)
    {
        if (organization.PostpaidSince is { } since && since <= now) return new("", new("Postpaid", since));
        if (PurchaseOrder?.Length > LongestText) return new(nameof(PurchaseOrder), new("TooLong", LongestText));
        if (Method == PaymentMethod.Recorded) return RefuseRecorded(organization, now);
        if (limits.Refuse(Amount) is { } refused) return new(nameof(Amount), refused);
        return OptionId is null ? new(nameof(OptionId), new("OptionMissing")) : null;
    }

    private FieldRefusal? RefuseRecorded(Organization organization, DateTime now)
    {
        var unit = organization.Currency.SmallestUnit;
        if (!Amount.IsPositive) return new(nameof(Amount), new("NotPositive"));
        if (Amount > FundingLimits.MostRecorded) return new(nameof(Amount), new("AboveMaximum", FundingLimits.MostRecorded));
        if (Amount.Micros % unit.Micros != 0) return new(nameof(Amount), new("TooManyDecimals", organization.Currency.Decimals));
        if (RecordedDay is not { } day) return new(nameof(RecordedDay), new("DayMissing"));
        if (day > organization.Calendar.DayOf(now)) return new(nameof(RecordedDay), new("DayInFuture"));
        var lastUsableDay = CreditLot.LastUsableDayOf(day);
        if (organization.Calendar.EndOf(lastUsableDay) <= now) return new(nameof(RecordedDay), new("AlreadyLapsed", lastUsableDay));
        if (string.IsNullOrWhiteSpace(Reference)) return new(nameof(Reference), new("ReferenceMissing"));
        return Reference.Length > LongestText ? new(nameof(Reference), new("TooLong", LongestText)) : null;
    }
}

/// <summary>A refusal that belongs beside a field; an empty field means the whole form.</summary>
public sealed record FieldRefusal(string Field, Refused Why);
