using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using FluentValidation;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>Says beside each field what the rule refuses (R7.1), while it is on: switching off needs no validation.</summary>
public sealed class RechargeFormValidator : AbstractValidator<RechargeForm>
{
    public RechargeFormValidator(RechargeFacts facts, Func<Refused, string> words)
    {
        When(f => f.IsOn, () =>
        {
            RuleFor(f => f.Trigger).Custom((text, context) => Refuse(context, facts, words, RechargeForm.ReadUnits(text, CultureInfo.CurrentCulture)));
            RuleFor(f => f.Amount).Custom((text, context) => Refuse(context, facts, words, RechargeForm.ReadUnits(text, CultureInfo.CurrentCulture))).When(f => !f.FillsUp);
            RuleFor(f => f.Target).Custom((text, context) => Refuse(context, facts, words, RechargeForm.ReadUnits(text, CultureInfo.CurrentCulture))).When(f => f.FillsUp);
            RuleFor(f => f.MonthCap).Custom((text, context) => Refuse(context, facts, words, string.IsNullOrWhiteSpace(text) ? null : RechargeForm.ReadUnits(text, CultureInfo.CurrentCulture)));
            RuleFor(f => f.DayCap).Custom((_, context) => Refuse(context, facts, words, null));
            RuleFor(f => f.OptionId).Must(id => facts.Options.Any(o => o.Id.ToString() == id)).WithMessage(_ => words(new("OptionMissing")));
        });
    }

    private static void Refuse(ValidationContext<RechargeForm> context, RechargeFacts facts, Func<Refused, string> words, Refused? unread)
    {
        var why = unread is { Code: not "BelowMinimum" } ? unread
            : context.InstanceToValidate.Rule(CultureInfo.CurrentCulture).Validate(facts.Limits).FirstOrDefault(r => r.Field == context.PropertyPath)?.Why ?? unread;
        if (why is not null) context.AddFailure(words(why));
    }
}
