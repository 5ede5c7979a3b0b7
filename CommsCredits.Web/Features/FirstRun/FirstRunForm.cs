using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using FluentValidation;

namespace CommsCredits.Web.Features.FirstRun;

/// <summary>What is asked before there is an organization, as typed. Currency, zone and the day on which the books begin are fixed from then on (R2.1).</summary>
public sealed record FirstRunForm(string? Name, string? Currency, string? Zone, string? BooksBegin)
{
    public DateOnly? Begin => DateOnly.TryParseExact(BooksBegin, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>Error messages are keys of texts.</summary>
public sealed class FirstRunFormValidator : AbstractValidator<FirstRunForm>
{
    public const int LongestName = 200, MostYearsBack = 5;

    public FirstRunFormValidator(DateOnly today)
    {
        RuleFor(f => f.Name).NotEmpty().WithMessage("FirstRun_NameMissing").MaximumLength(LongestName).WithMessage("FirstRun_NameTooLong");
        RuleFor(f => f.Currency).Must(c => c is { Length: 3 } && c.All(char.IsAsciiLetterUpper)).WithMessage("FirstRun_CurrencyWrong");
        RuleFor(f => f.Zone).Must(z => z is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(z, out _)).WithMessage("FirstRun_ZoneWrong");
        RuleFor(f => f.Begin).NotNull().WithMessage("FirstRun_BeginMissing")
            .Must(b => b <= today.AddMonths(1) && b >= today.AddYears(-MostYearsBack)).When(f => f.Begin is not null).WithMessage("FirstRun_BeginWrong");
    }
}

/// <summary>Makes the organization of the signed-in person's directory: once, and only by whoever is Billing.Admin there (R14.1).</summary>
public sealed class FirstRunOperations(OrganizationSetup setup, Security.TenantDirectory tenants, Security.AccessSettings access)
{
    /// <summary>Whether this person may make it now: the directory is allowed, has no organization, and the person has the role.</summary>
    public async Task<bool> MayAsync(Security.SignedInPerson person, CancellationToken cancel) =>
        (access.FirstRun || access.SelfRegistration) && person.Roles.Contains(Roles.BillingAdmin) && await tenants.MayEnterAsync(person.TenantId, cancel) && await tenants.OrganizationOfAsync(person.TenantId, cancel) is null;

    /// <summary>False where the person may not, or somebody else was quicker.</summary>
    public async Task<bool> CreateAsync(Security.SignedInPerson person, FirstRunForm form, CancellationToken cancel)
    {
        if (!await MayAsync(person, cancel)) return false;
        try
        {
            await setup.CreateAsync(new(Guid.CreateVersion7(), person.TenantId, form.Name!.Trim(), form.Currency!, form.Zone!, form.Begin!.Value, NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum, IsGuided: true), person.ActorId, cancel);
            return true;
        }
        catch (Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            return false;
        }
    }
}
