using CommsCredits.Domain;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Tests.Funding;

/// <summary>Builders for recharge tests: a prepaid organization in Los Angeles, rules and cards in whole units.</summary>
internal static class Recharges
{
    public static readonly DateTime Noon = Utc("2026-11-19T20:00:00Z");

    public static DateTime Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;

    public static Money M(decimal amount) => Money.Of(amount);

    public static LocalCalendar Calendar(string zone = "America/Los_Angeles") => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    public static Organization Organization(string zone = "America/Los_Angeles", DateTime? postpaidSince = null, string currency = "USD") => new()
    {
        Id = new("3b8f1f60-0000-0000-0000-000000000001"), Name = "Marlow Instruments", Currency = Currency.Of(currency), Calendar = Calendar(zone),
        BooksBegin = new(2026, 3, 1), PostpaidSince = postpaidSince,
    };

    public static RechargeRule Adds(decimal trigger, decimal amount, decimal monthCap = 100_000, int dayCap = 100) => new()
    {
        IsOn = true, Trigger = M(trigger), Amount = M(amount), MonthCap = M(monthCap), DayCap = dayCap,
    };

    public static RechargeRule FillsUp(decimal trigger, decimal target, decimal monthCap = 100_000) => new()
    {
        IsOn = true, Trigger = M(trigger), Mode = RechargeMode.FillUp, Target = M(target), MonthCap = M(monthCap), DayCap = 100,
    };

    public static RechargeSituation At(decimal usable, RechargeCause cause = RechargeCause.Debit, DateTime? now = null) => new()
    {
        Organization = Organization(), Limits = FundingLimits.Default, Now = now ?? Noon, Cause = cause, Usable = M(usable), Option = Card("visa"),
    };

    public static PaymentOption Card(string fingerprint, int id = 1) => new()
    {
        Id = new(id, 0, 0, new byte[8]), Method = PaymentMethod.Card, Label = "Visa", LastFour = "4242", ExpiryMonth = new(2026, 12), Fingerprint = fingerprint,
    };

    public static TopUp TopUp(decimal amount = 50, DateTime? requested = null, PaymentMethod method = PaymentMethod.Card, bool automatic = false) => new()
    {
        OrganizationId = Organization().Id, Key = "k1", RequestedAt = requested ?? Noon, Currency = Currency.Of("USD"), IsAutomatic = automatic,
        Wish = new() { Amount = M(amount), Method = method, OptionId = Card("visa").Id },
    };
}
