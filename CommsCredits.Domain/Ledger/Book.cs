using System.Globalization;
using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain.Ledger;

public enum BookType { Funding, Lot, Usage, Expired, Refunded, Corrections, Overdraft, Postpaid }

/// <summary>
/// A side of an entry (R3.1): <c>Funding</c>, <c>Lot(3)</c>, <c>Usage(International)</c>, <c>Expired</c>, <c>Refunded</c>, <c>Corrections</c>,
/// <c>Overdraft</c> or <c>Postpaid</c>. Its text is what is stored and hashed.
/// </summary>
public readonly record struct Book
{
    private Book(BookType type, int number) => (Type, Number) = (type, number);

    public BookType Type { get; }

    /// <summary>The lot's number, or the usage kind's; zero for the other books.</summary>
    public int Number { get; }

    public static Book Funding => new(BookType.Funding, 0);
    public static Book Expired => new(BookType.Expired, 0);
    public static Book Refunded => new(BookType.Refunded, 0);
    public static Book Corrections => new(BookType.Corrections, 0);
    public static Book Overdraft => new(BookType.Overdraft, 0);
    public static Book Postpaid => new(BookType.Postpaid, 0);
    public static Book Lot(int number) => number > 0 ? new(BookType.Lot, number) : throw new ArgumentOutOfRangeException(nameof(number));
    public static Book Usage(UsageKind kind) => new(BookType.Usage, (int)kind);

    public bool IsLot => Type == BookType.Lot;
    public bool IsUsage => Type == BookType.Usage;
    public int LotNumber => IsLot ? Number : throw new InvalidOperationException($"{this} is not a lot.");
    public UsageKind UsageKind => IsUsage ? (UsageKind)Number : throw new InvalidOperationException($"{this} is not usage.");

    /// <summary>Lots and the overdraft together are the pool: an entry between them leaves its balance as it was (R1).</summary>
    public bool IsPool => Type is BookType.Lot or BookType.Overdraft;

    public override string ToString() => Type switch
    {
        BookType.Lot => Number < s_lots.Length ? s_lots[Number] : LotText(Number),
        BookType.Usage => s_usage[Number],
        _ => Type.ToString(),
    };

    // Each is written and hashed with every entry: made once.
    private static readonly string[] s_usage = [.. Enum.GetValues<UsageKind>().Select(kind => $"Usage({kind})")];
    private static readonly string[] s_lots = [.. Enumerable.Range(0, 1_000).Select(LotText)];

    private static string LotText(int number) => string.Create(CultureInfo.InvariantCulture, $"Lot({number})");

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else throws <see cref="FormatException"/>.</summary>
    public static Book Parse(string text)
    {
        if (text.EndsWith(')'))
        {
            if (text.StartsWith("Lot(", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(4, text.Length - 5), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                return Lot(number);
            if (text.StartsWith("Usage(", StringComparison.Ordinal) && Enum.TryParse<UsageKind>(text.AsSpan(6, text.Length - 7), out var kind) && Enum.IsDefined(kind))
                return Usage(kind);
        }
        else if (Enum.TryParse<BookType>(text, out var type) && type is not (BookType.Lot or BookType.Usage) && Enum.IsDefined(type))
        {
            return new(type, 0);
        }
        throw new FormatException($"'{text}' is not a book.");
    }
}
