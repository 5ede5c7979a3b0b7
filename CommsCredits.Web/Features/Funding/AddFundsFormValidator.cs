using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using FluentValidation;

namespace CommsCredits.Web.Features.Funding;

/// <summary>Says beside each field what the domain refuses. The words are the caller's, so that the rules know no language.</summary>
public sealed class AddFundsFormValidator : AbstractValidator<AddFundsForm>
{
    public AddFundsFormValidator(FundingFacts facts, Func<Refused, string> words)
    {
        RuleFor(f => f.Amount).Custom((_, context) =>
        {
            if (context.InstanceToValidate.ReadAmount(facts, CultureInfo.CurrentCulture, out var _) is { } why) context.AddFailure(words(why));
        });
        RuleFor(f => f.Payment).Custom((_, context) =>
        {
            var form = context.InstanceToValidate;
            if (!form.IsRecorded && facts.Options.All(o => o.Id != form.OptionId)) context.AddFailure(words(new("OptionMissing")));
        });
        RuleFor(f => f.PurchaseOrder).Must(IsShort).WithMessage(_ => words(new("TooLong", TopUpWish.LongestText)));
        When(f => f.IsRecorded, () =>
        {
            RuleFor(f => f.RecordedDay).Custom((_, context) => Refuse(context, facts, nameof(TopUpWish.RecordedDay), words));
            RuleFor(f => f.Reference).Cascade(CascadeMode.Stop).Must(r => !string.IsNullOrWhiteSpace(r)).WithMessage(_ => words(new("ReferenceMissing")))
                .Must(IsShort).WithMessage(_ => words(new("TooLong", TopUpWish.LongestText)));
        });
    }

    private static bool IsShort(string? text) => text is null || text.Trim().Length <= TopUpWish.LongestText;

    /// <summary>The wish says what is wrong with its day; amount and reference have their own messages and are taken as given here.</summary>
    private static void Refuse(ValidationContext<AddFundsForm> context, FundingFacts facts, string field, Func<Refused, string> words)
    {
        var wish = new TopUpWish { Amount = facts.Currency.SmallestUnit, Method = PaymentMethod.Recorded, RecordedDay = context.InstanceToValidate.Day, Reference = "-" };
        if (wish.Refuse(facts.Organization, facts.Limits, facts.Now) is { } refusal && refusal.Field == field) context.AddFailure(words(refusal.Why));
    }
}
