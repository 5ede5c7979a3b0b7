using CommsCredits.Domain;
using FluentValidation;

namespace CommsCredits.Web.Features.ApiKeys;

/// <summary>A new key as a person types it.</summary>
public sealed class ApiKeyForm
{
    public string Name { get; set; } = "";
    public bool Balance { get; set; }
    public bool Usage { get; set; }
    public bool Statements { get; set; }
    public DateOnly? LastDay { get; set; }

    public ApiKeyWish Read() => new(Name.Trim(), [.. ApiScopes.All.Where(Has)], LastDay);

    public bool Has(ApiScope scope) => scope switch { ApiScope.Balance => Balance, ApiScope.Usage => Usage, ApiScope.Statements => Statements, _ => false };

    public void Set(ApiScope scope, bool given)
    {
        if (scope == ApiScope.Balance) Balance = given;
        if (scope == ApiScope.Usage) Usage = given;
        if (scope == ApiScope.Statements) Statements = given;
    }
}

/// <summary>Says beside each field what the operation would refuse. The words are the caller's, so that the rules know no language.</summary>
public sealed class ApiKeyFormValidator : AbstractValidator<ApiKeyForm>
{
    public ApiKeyFormValidator(DateOnly today, Func<Refused, string> words)
    {
        RuleFor(f => f.Name).Must(n => n.Trim().Length > 0).WithMessage(_ => words(new("ApiKeyNameMissing")));
        RuleFor(f => f.Name).Must(n => n.Trim().Length <= ApiKeyOperations.LongestName).WithMessage(_ => words(new("ApiKeyNameTooLong", ApiKeyOperations.LongestName)));
        RuleFor(f => f.Balance).Must((form, _) => ApiScopes.All.Any(form.Has)).WithMessage(_ => words(new("ApiKeyNoScope")));
        RuleFor(f => f.LastDay).Must(d => !(d < today)).WithMessage(_ => words(new("ApiKeyDayOver")));
    }
}
