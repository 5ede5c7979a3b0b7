using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Ledger.Mending;
using FluentValidation;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>What a person can say of calls that wait.</summary>
public enum Choice { AtSource, AtAmount, Dismiss, TakeNew, TakeAmount, Keep }

/// <summary>A decision about exceptions, as typed.</summary>
public sealed class DecideForm
{
    public Choice Choice { get; set; }
    public UsageKind Kind { get; set; }
    public string Amount { get; set; } = "";
    public string Reason { get; set; } = "";

    public bool AsksAmount => Choice is Choice.AtAmount or Choice.TakeAmount;
    public bool AsksKind => Choice is Choice.AtSource or Choice.AtAmount;

    /// <summary>What makes sense for a cause, for this actor: a call that is booked is corrected by whoever may correct the ledger, all else is the telecom admin's (R14.3).</summary>
    public static IReadOnlyList<Choice> ChoicesFor(ExceptionReason code, bool hasSourceCharge, Actor actor)
    {
        var (work, correct) = (actor.May(Permission.ImportUsage), actor.May(Permission.CorrectLedger));
        if (code == ExceptionReason.ChangedSinceBooked)
            return [.. correct ? new[] { Choice.TakeNew, Choice.TakeAmount } : [], .. work ? new[] { Choice.Keep } : []];
        if (code == ExceptionReason.ImplausibleCharge)
            return [.. correct && hasSourceCharge ? new[] { Choice.AtSource } : [], .. correct ? new[] { Choice.AtAmount } : [], .. work || correct ? new[] { Choice.Dismiss } : []];
        if (!work) return [];
        var asSource = hasSourceCharge && code is not (ExceptionReason.OtherCurrency or ExceptionReason.NegativeCharge or ExceptionReason.TooManyDecimals);
        // A call that has not begun is not booked: its clock is put right at the source (R9.7).
        if (code == ExceptionReason.StartInFuture) return [Choice.Dismiss];
        return [.. asSource ? new[] { Choice.AtSource } : [], Choice.AtAmount, Choice.Dismiss];
    }

    /// <summary>A new booking is above zero; a correction may be zero.</summary>
    public Refused? ReadAmount(CultureInfo culture, out Money amount)
    {
        if (AmountText.Read(Amount, culture, 6, out amount) is { } why) return why;
        return Choice == Choice.AtAmount && !amount.IsPositive ? new("NotPositive") : amount.IsNegative ? new("NegativeAmount") : null;
    }

    public Verdict Verdict(CultureInfo culture)
    {
        Money? amount = AsksAmount && ReadAmount(culture, out var read) is null ? read : null;
        return Choice switch
        {
            Choice.AtSource or Choice.AtAmount => new Accept(Kind, amount),
            Choice.TakeNew or Choice.TakeAmount => new TakeNew(amount),
            Choice.Keep => new KeepBooked(),
            _ => new Dismiss(),
        };
    }
}

/// <summary>Says beside each field what is missing.</summary>
public sealed class DecideFormValidator : AbstractValidator<DecideForm>
{
    public DecideFormValidator(Func<Refused, string> words)
    {
        RuleFor(f => f.Amount).Custom((_, context) =>
        {
            if (context.InstanceToValidate.AsksAmount && context.InstanceToValidate.ReadAmount(CultureInfo.CurrentCulture, out var _) is { } why) context.AddFailure(words(why));
        });
        RuleFor(f => f.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => words(new("ReasonMissing")))
            .Must(r => r.Trim().Length <= Corrections.LongestReason).WithMessage(_ => words(new("ReasonTooLong", Corrections.LongestReason)));
    }
}
