namespace CommsCredits.Domain.Funding;

/// <summary>How long a card is good. Names are keys of texts.</summary>
public enum CardStanding
{
    /// <summary>An invoice, or a card whose month is not known.</summary>
    NoEnd,
    Good,

    /// <summary>Runs out within <see cref="PaymentOrder.WarningDays"/> days.</summary>
    Soon,
    RunOut,
}

/// <summary>Which option a form offers first and which second (R6.5). Lots and the recharge rule, which names its own cards, are not touched by it.</summary>
public static class PaymentOrder
{
    public const int WarningDays = 60;

    /// <summary>A card is good on the last day of its month, included.</summary>
    public static CardStanding StandingOn(this PaymentOption option, DateOnly today) =>
        option.ExpiryMonth is not { } month ? CardStanding.NoEnd : month.LastDay < today ? CardStanding.RunOut : month.LastDay.DayNumber - today.DayNumber <= WarningDays ? CardStanding.Soon : CardStanding.Good;

    /// <summary>The option becomes the default; where it was the backup, the two change places. Refused: <c>OptionUnknown</c>, <c>OptionRunOut</c>.</summary>
    public static Refused? MakeDefault(IReadOnlyList<PaymentOption> options, Guid id, DateOnly today, out IReadOnlyList<PaymentOption> ordered)
    {
        ordered = options;
        if (options.FirstOrDefault(o => o.Id == id) is not { } chosen) return new("OptionUnknown");
        if (chosen.StandingOn(today) == CardStanding.RunOut) return new("OptionRunOut");
        if (chosen.IsDefault) return null;
        ordered = [.. options.Select(o => o with { IsDefault = o.Id == id, IsBackup = o.Id != id && (chosen.IsBackup ? o.IsDefault : o.IsBackup) })];
        return null;
    }

    /// <summary>The option becomes the backup; null: there is none. Refused: <c>OptionUnknown</c>, <c>OptionRunOut</c>, <c>BackupIsDefault</c>, <c>BackupNotCharged</c> (an invoice waits for finance).</summary>
    public static Refused? MakeBackup(IReadOnlyList<PaymentOption> options, Guid? id, DateOnly today, out IReadOnlyList<PaymentOption> ordered)
    {
        ordered = options;
        if (id is not null)
        {
            if (options.FirstOrDefault(o => o.Id == id) is not { } chosen) return new("OptionUnknown");
            if (chosen.IsDefault) return new("BackupIsDefault");
            if (!chosen.CanBeCharged) return new("BackupNotCharged");
            if (chosen.StandingOn(today) == CardStanding.RunOut) return new("OptionRunOut");
        }
        ordered = [.. options.Select(o => o with { IsBackup = o.Id == id })];
        return null;
    }
}
