using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Mail;
using FluentValidation;

namespace CommsCredits.Web.Features.Settings;

/// <summary>A recipient as a person types it. Fields have the names of <see cref="RecipientWish"/>'s, so that a refusal finds its field.</summary>
public sealed class RecipientForm
{
    /// <summary>Null: a new one.</summary>
    public Guid? Id { get; set; }
    public string Address { get; set; } = "";
    public string Name { get; set; } = "";
    public string Language { get; set; } = NoticeMail.Languages[0];
    public bool All { get; set; } = true;
    public List<NoticeKind> Kinds { get; set; } = [];

    public static RecipientForm Of(RecipientLine line) => new() { Id = line.Id, Address = line.Address, Name = line.Name, Language = line.Language, All = line.Kinds is null, Kinds = [.. line.Kinds ?? NoticeKinds.All] };

    public RecipientWish Wish() => new() { Address = Address.Trim(), Name = Name.Trim(), Language = Language, Kinds = All ? null : [.. NoticeKinds.All.Where(Kinds.Contains)] };
}

/// <summary>Says beside each field what <see cref="RecipientWish.Validate"/> refuses. The words are the caller's.</summary>
public sealed class RecipientFormValidator : AbstractValidator<RecipientForm>
{
    public RecipientFormValidator(Func<Refused, string> words)
    {
        RuleFor(f => f.Address).Custom(Refuse);
        RuleFor(f => f.Name).Custom(Refuse);
        RuleFor(f => f.Language).Custom(Refuse);
        RuleFor(f => f.Kinds).Custom(Refuse);

        void Refuse<T>(T _, ValidationContext<RecipientForm> context)
        {
            foreach (var (_, why) in context.InstanceToValidate.Wish().Validate().Where(f => f.Field == context.PropertyPath).Take(1)) context.AddFailure(words(why));
        }
    }
}
