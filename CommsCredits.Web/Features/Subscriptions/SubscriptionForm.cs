using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using FluentValidation;

namespace CommsCredits.Web.Features.Subscriptions;

/// <summary>A subscription as a person types it. Its fields have the names of <see cref="Subscription"/>'s, so that a refusal finds its field.</summary>
public sealed class SubscriptionForm
{
    public Guid Id { get; set; }
    public bool IsNew { get; set; }
    public string PlanId { get; set; } = "";

    /// <summary>Two letters; empty for none.</summary>
    public string Country { get; set; } = "";
    public string Quantity { get; set; } = "";
    public BillingAgreement Agreement { get; set; }
    public SubscriptionState State { get; set; }
    public DateOnly? Day { get; set; }
    public string PaidWith { get; set; } = "";
    public string Note { get; set; } = "";

    public static SubscriptionForm Of(Subscription said, CultureInfo culture) => new()
    {
        Id = said.Id, PlanId = said.PlanId, Country = said.Country ?? "", Quantity = said.Quantity.ToString("#,##0", culture), Agreement = said.Agreement, State = said.State, Day = said.Day,
        PaidWith = said.PaidWith, Note = said.Note,
    };

    /// <summary>What is typed; a quantity that cannot be read is none.</summary>
    public Subscription Read(CultureInfo culture) => new()
    {
        Id = Id, PlanId = PlanId, Country = Country.Length == 0 ? null : Country, Quantity = Whole(Quantity, culture), Agreement = Agreement, State = State, Day = Day, PaidWith = PaidWith.Trim(), Note = Note.Trim(),
    };

    private static int Whole(string text, CultureInfo culture) => int.TryParse(text.Trim(), NumberStyles.AllowThousands, culture, out var number) ? number : 0;
}

/// <summary>Says beside each field what <see cref="Subscription.Validate"/> refuses. The words are the caller's, so that the rules know no language.</summary>
public sealed class SubscriptionFormValidator : AbstractValidator<SubscriptionForm>
{
    public SubscriptionFormValidator(PlanCatalog catalog, Func<Refused, string> words)
    {
        RuleFor(f => f.PlanId).Custom(Refuse);
        RuleFor(f => f.Country).Custom(Refuse);
        RuleFor(f => f.Quantity).Custom(Refuse);
        RuleFor(f => f.Day).Custom(Refuse);
        RuleFor(f => f.PaidWith).Custom(Refuse);
        RuleFor(f => f.Note).Custom(Refuse);

        void Refuse<T>(T _, ValidationContext<SubscriptionForm> context)
        {
            foreach (var (field, why) in context.InstanceToValidate.Read(CultureInfo.CurrentCulture).Validate(catalog).Where(f => f.Field == context.PropertyPath).Take(1))
                context.AddFailure(words(why));
        }
    }
}
