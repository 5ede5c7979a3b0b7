using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CommsCredits.Domain.Calls;

/// <summary>
/// What makes a usage row the same row when it comes again (R9.6), in one spelling: renamed users, masked numbers and new columns change nothing.
/// <see cref="OtherParty"/> is there only where we rate the call by it.
/// </summary>
public sealed record UsageContent(
    DateTime Start, int Seconds, string CallType, string NumberType, string Capability, string? Currency, Money? Fee, Money? Charge, string? OtherParty)
{
    /// <param name="rated">True where the price comes from our deck, and so from the numbers. Toll-free dial-in looks at the caller's number too.</param>
    public static UsageContent Of(CallRecord record, bool rated) => new(
        record.Start,
        record.Seconds,
        record.CallType.ToLowerInvariant(),
        CallTypes.IsTollFree(record.NumberType) ? "tollfree" : record.NumberType.ToLowerInvariant(),
        record.Capability.ToUpperInvariant(),
        record.Currency,
        record.Fee,
        record.Charge,
        rated ? NumbersOf(record) : null);

    /// <summary>SHA-256 over the fields in their order, each with its length before it; an absent field has the length -1.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in Fields()) Append(hash, field);
        return hash.GetHashAndReset();
    }

    /// <summary>
    /// The name of the first field in which two rows differ; null for the same content. A number that one of them does not state is not compared: a change of the
    /// source's setting alone makes no change of content. Nor does a mask over digits that agree.
    /// </summary>
    public static string? Differs(UsageContent a, UsageContent b)
    {
        if (a.Start != b.Start) return nameof(Start);
        if (a.Seconds != b.Seconds) return nameof(Seconds);
        if (a.CallType != b.CallType) return nameof(CallType);
        if (a.NumberType != b.NumberType) return nameof(NumberType);
        if (a.Capability != b.Capability) return nameof(Capability);
        if (a.Currency != b.Currency) return nameof(Currency);
        if (a.Fee != b.Fee) return nameof(Fee);
        if (a.Charge != b.Charge) return nameof(Charge);
        if (a.OtherParty is not null && b.OtherParty is not null && !PhoneNumber.AgreeByDigits(a.OtherParty, b.OtherParty)) return nameof(OtherParty);
        return null;
    }

    /// <summary>Culture-free text of a field that <see cref="Differs"/> named; empty where absent.</summary>
    public string TextOf(string field) => field switch
    {
        nameof(Start) => Start.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture),
        nameof(Seconds) => Seconds.ToString(CultureInfo.InvariantCulture),
        nameof(CallType) => CallType,
        nameof(NumberType) => NumberType,
        nameof(Capability) => Capability,
        nameof(Currency) => Currency ?? "",
        nameof(Fee) => Text(Fee) ?? "",
        nameof(Charge) => Text(Charge) ?? "",
        nameof(OtherParty) => OtherParty ?? "",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private string?[] Fields() =>
    [
        Start.Ticks.ToString(CultureInfo.InvariantCulture), Seconds.ToString(CultureInfo.InvariantCulture), CallType, NumberType, Capability, Currency, Text(Fee), Text(Charge), OtherParty,
    ];

    private static string NumbersOf(CallRecord record)
    {
        var other = PhoneNumber.DigitsOf(record.DestinationNumber);
        return CallTypes.IsTollFree(record.NumberType) ? other + "/" + PhoneNumber.DigitsOf(record.CallerNumber) : other;
    }

    private static string? Text(Money? money) => money?.Micros.ToString(CultureInfo.InvariantCulture);

    private static void Append(IncrementalHash hash, string? field)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
        BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
