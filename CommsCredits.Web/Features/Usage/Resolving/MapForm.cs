using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Ledger.Mending;
using FluentValidation;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>What an unknown code is, as chosen and typed.</summary>
public sealed class MapForm
{
    /// <summary>A name of <see cref="CallType"/> or <see cref="CapabilityClass"/>; empty until one is chosen.</summary>
    public string Class { get; set; } = "";
    public string Reason { get; set; } = "";
}

/// <summary>Says beside each field what is missing.</summary>
public sealed class MapFormValidator : AbstractValidator<MapForm>
{
    public MapFormValidator(CodeKind kind, Func<Refused, string> words)
    {
        RuleFor(f => f.Class).Must(c => CodeMappings.IsClass(kind, c)).WithMessage(_ => words(new("ClassUnknown")));
        RuleFor(f => f.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => words(new("ReasonMissing")))
            .Must(r => r.Trim().Length <= Corrections.LongestReason).WithMessage(_ => words(new("ReasonTooLong", Corrections.LongestReason)));
    }
}
