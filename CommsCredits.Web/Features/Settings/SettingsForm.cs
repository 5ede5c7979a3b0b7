using System.Globalization;
using CommsCredits.Domain;
using FluentValidation;

namespace CommsCredits.Web.Features.Settings;

/// <summary>The settings as a person types them. Fields have the names of <see cref="OrganizationSettings"/>'s, so that a refusal finds its field.</summary>
public sealed class SettingsForm
{
    public string Name { get; set; } = "";
    public string TopUpMinimum { get; set; } = "";
    public string TopUpMaximum { get; set; } = "";

    /// <summary>Always as many fields as there may be levels; an empty one is none.</summary>
    public string[] LowLevels { get; set; } = new string[OrganizationSettings.MostLevels];

    /// <summary>Empty: nobody is asked.</summary>
    public string SignInAgainAbove { get; set; } = "";

    /// <summary>Empty: no limit.</summary>
    public string LargestCharge { get; set; } = "";
    public string LargestMinute { get; set; } = "";
    public string LargestImports { get; set; } = "";

    /// <summary>Empty: kept.</summary>
    public string KeepCallsMonths { get; set; } = "";

    public static SettingsForm Of(OrganizationSettings settings, CultureInfo culture)
    {
        string Typed(Money amount) => amount.ToDecimal().ToString("#,##0.######", culture);
        string TypedOrEmpty(Money? amount) => amount is { } limit ? Typed(limit) : "";
        var levels = settings.LowLevels.Reverse().Select(Typed).ToList();
        return new()
        {
            Name = settings.Name, TopUpMinimum = Typed(settings.TopUpMinimum), TopUpMaximum = Typed(settings.TopUpMaximum),
            LowLevels = [.. Enumerable.Range(0, OrganizationSettings.MostLevels).Select(i => i < levels.Count ? levels[i] : "")],
            SignInAgainAbove = TypedOrEmpty(settings.SignInAgainAbove), KeepCallsMonths = settings.KeepCallsMonths?.ToString(culture) ?? "",
            LargestCharge = TypedOrEmpty(settings.LargestCharge), LargestMinute = TypedOrEmpty(settings.LargestMinute), LargestImports = TypedOrEmpty(settings.LargestImports),
        };
    }

    /// <summary>What is typed, and every field that cannot be read with why; such a one is zero or left out.</summary>
    public (OrganizationSettings Settings, IReadOnlyList<(string Field, Refused Why)> Unread) Read(Currency currency, CultureInfo culture)
    {
        var unread = new List<(string, Refused)>();
        Money Amount(string? text, string field)
        {
            if (AmountText.Read(text, culture, currency.Decimals, out var amount) is { } why) unread.Add((field, why));
            return amount;
        }

        Money? AmountOrNone(string text, string field) => string.IsNullOrWhiteSpace(text) ? null : Amount(text, field);

        int Whole(string text, string field)
        {
            if (int.TryParse(text.Trim(), NumberStyles.None, culture, out var number)) return number;
            unread.Add((field, new("MonthsKept", OrganizationSettings.LeastMonths, OrganizationSettings.MostMonths)));
            return OrganizationSettings.LeastMonths;
        }

        var settings = new OrganizationSettings
        {
            Name = Name.Trim(), TopUpMinimum = Amount(TopUpMinimum, nameof(TopUpMinimum)), TopUpMaximum = Amount(TopUpMaximum, nameof(TopUpMaximum)),
            LowLevels = [.. LowLevels.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => Amount(l, nameof(LowLevels))).Distinct().Order()],
            SignInAgainAbove = AmountOrNone(SignInAgainAbove, nameof(SignInAgainAbove)), LargestCharge = AmountOrNone(LargestCharge, nameof(LargestCharge)),
            LargestMinute = AmountOrNone(LargestMinute, nameof(LargestMinute)), LargestImports = AmountOrNone(LargestImports, nameof(LargestImports)),
            KeepCallsMonths = string.IsNullOrWhiteSpace(KeepCallsMonths) ? null : Whole(KeepCallsMonths, nameof(KeepCallsMonths)),
        };
        return (settings, unread);
    }
}

/// <summary>Says beside each field what cannot be read, and what <see cref="OrganizationSettings.Validate"/> refuses. The words are the caller's, so that the rules know no language.</summary>
public sealed class SettingsFormValidator : AbstractValidator<SettingsForm>
{
    public SettingsFormValidator(SettingsFacts facts, Func<Refused, string> words)
    {
        RuleFor(f => f.Name).Custom(Refuse);
        RuleFor(f => f.TopUpMinimum).Custom(Refuse);
        RuleFor(f => f.TopUpMaximum).Custom(Refuse);
        RuleFor(f => f.LowLevels).Custom(Refuse);
        RuleFor(f => f.SignInAgainAbove).Custom(Refuse);
        RuleFor(f => f.LargestCharge).Custom(Refuse);
        RuleFor(f => f.LargestMinute).Custom(Refuse);
        RuleFor(f => f.LargestImports).Custom(Refuse);
        RuleFor(f => f.KeepCallsMonths).Custom(Refuse);

        void Refuse<T>(T _, ValidationContext<SettingsForm> context)
        {
            var (settings, unread) = context.InstanceToValidate.Read(facts.Organization.Currency, CultureInfo.CurrentCulture);
            foreach (var (_, why) in unread.Concat(settings.Validate(facts.Rule)).Where(f => f.Field == context.PropertyPath).Take(1)) context.AddFailure(words(why));
        }
    }
}
