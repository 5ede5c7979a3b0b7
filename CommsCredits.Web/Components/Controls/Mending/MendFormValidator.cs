using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Ledger.Mending;
using FluentValidation;

namespace CommsCredits.Web.Components.Controls.Mending;

/// <summary>Says beside each field what is missing. The words are the caller's, so that the rules know no language.</summary>
public sealed class MendFormValidator : AbstractValidator<MendForm>
{
    public MendFormValidator(MendSubject subject, Func<Refused, string> words)
    {
        RuleFor(f => f.Amount).Custom((_, context) =>
        {
            if (subject.AsksAmount && context.InstanceToValidate.ReadAmount(subject, CultureInfo.CurrentCulture, out var _) is { } why) context.AddFailure(words(why));
        });
        RuleFor(f => f.Dispute).Cascade(CascadeMode.Stop).Must(d => !subject.AsksDispute || !string.IsNullOrWhiteSpace(d)).WithMessage(_ => words(new("DisputeMissing")))
            .Must(d => d is null || d.Trim().Length <= MendPlanner.LongestDispute).WithMessage(_ => words(new("TooLong", MendPlanner.LongestDispute)));
        RuleFor(f => f.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => words(new("ReasonMissing")))
            .Must(r => r.Trim().Length <= Corrections.LongestReason).WithMessage(_ => words(new("ReasonTooLong", Corrections.LongestReason)));
    }
}
