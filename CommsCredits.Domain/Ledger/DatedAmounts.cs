using System.Globalization;

namespace CommsCredits.Domain.Ledger;

/// <summary>What is left of an amount that moved at an instant.</summary>
/// <param name="At">UTC.</param>
/// <param name="Left">Positive.</param>
public readonly record struct DatedAmount(DateTime At, Money Left);

/// <summary>
/// Amounts by the instant at which they moved, oldest first, each instant once. What is taken comes off the latest first. Immutable; two with the same amounts are equal.
/// A lot keeps what came back to it and what it repaid in this way.
/// </summary>
public sealed class DatedAmounts : IEquatable<DatedAmounts>
{
    public static DatedAmounts None { get; } = new([]);

    private readonly DatedAmount[] _amounts;

    private DatedAmounts(DatedAmount[] amounts) => _amounts = amounts;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DatedAmount> All => _amounts;

    public Money Total => _amounts.Select(a => a.Left).Total();

    /// <summary>What is left of the amounts later than an instant.</summary>
    public Money After(DateTime instant) => _amounts.Where(a => a.At > instant).Select(a => a.Left).Total();

    public DatedAmounts Add(DateTime at, Money amount)
    {
        var later = Array.FindIndex(_amounts, a => a.At >= at);
        if (later < 0) return new([.. _amounts, new(at, amount)]);
        var rest = _amounts[later].At == at ? later + 1 : later;
        return new([.. _amounts[..later], new(at, rest > later ? _amounts[later].Left + amount : amount), .. _amounts[rest..]]);
    }

    /// <summary>Less an amount, off the latest first of those not later than <paramref name="until"/>; what they don't have is left out.</summary>
    public DatedAmounts Take(Money amount, DateTime until)
    {
        if (_amounts.Length == 0) return this;
        var left = new List<DatedAmount>(_amounts);
        for (var i = left.Count - 1; i >= 0 && amount.IsPositive; i--)
        {
            if (left[i].At > until) continue;
            var share = Money.Min(amount, left[i].Left);
            amount -= share;
            left[i] = left[i] with { Left = left[i].Left - share };
        }
        left.RemoveAll(a => a.Left.IsZero);
        return left.Count == 0 ? None : new([.. left]);
    }

    /// <summary>No more than an amount in all; what is too much comes off the latest first.</summary>
    public DatedAmounts AtMost(Money most) => Total is var total && total > most ? Take(total - Money.Max(most, Money.Zero), DateTime.MaxValue) : this;

    /// <summary>As stored: <c>2026-11-01T09:00:00.000000Z=60000000;...</c>, in micros. Empty where there is none.</summary>
    public override string ToString() =>
        string.Join(';', _amounts.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.At:yyyy-MM-ddTHH:mm:ss.ffffffZ}={a.Left.Micros}")));

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else throws <see cref="FormatException"/>.</summary>
    public static DatedAmounts Parse(string text)
    {
        if (text.Length == 0) return None;
        return new([.. text.Split(';').Select(one => one.Split('=') is [var at, var left] ? new DatedAmount(InstantOf(at), MoneyOf(left)) : throw Unreadable())]);

        DateTime InstantOf(string at) => DateTime.TryParseExact(at, "yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : throw Unreadable();

        Money MoneyOf(string left) => long.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? new(micros) : throw Unreadable();

        FormatException Unreadable() => new($"'{text}' are no dated amounts.");
    }

    public bool Equals(DatedAmounts? other) => other is not null && _amounts.AsSpan().SequenceEqual(other._amounts);

    public override bool Equals(object? obj) => Equals(obj as DatedAmounts);

    public override int GetHashCode() => _amounts.Aggregate(0, HashCode.Combine);
}
