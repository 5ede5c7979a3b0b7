using CommsCredits.Domain.Plans;
using CommsCredits.Web.Features.Plans;

namespace CommsCredits.Tests.Plans;

public sealed class SubscriptionTests
{
    private static readonly PlanCatalog s_catalog = ShippedCatalogue.Read();
    private static readonly DateOnly s_today = new(2026, 11, 28);

    [Fact]
    public void WhatIsToExpire_IsUsableOnItsLastDay_AndHasEndedOnTheNext()
    {
        var said = Subscribed("domestic") with { State = SubscriptionState.Expires, Day = s_today };
        Assert.Equal(SubscriptionState.Expires, said.StateOn(s_today));
        Assert.Equal(SubscriptionState.Ended, said.StateOn(s_today.AddDays(1)));
    }

    [Fact]
    public void ARenewalDay_ThatIsPast_WantsALook_AndEndsNothing()
    {
        var said = Subscribed("domestic") with { Day = s_today };
        Assert.False(said.WantsALook(s_today));
        Assert.True(said.WantsALook(s_today.AddDays(1)));
        Assert.Equal(SubscriptionState.Active, said.StateOn(s_today.AddDays(1)));
    }

    [Theory]
    [InlineData("domestic", "US", 10, 30_000)]
    [InlineData("domestic", "DE", 10, 12_000)]
    [InlineData("audio-conferencing", null, 40, 2_400)]
    [InlineData("domestic", null, 10, null)]
    [InlineData("payg-zone-1", "GB", 10, null)]
    [InlineData("teams-phone", null, 10, null)]
    public void Minutes_AreTheCountrys_OrThePlansOwn(string plan, string? country, int licenses, int? minutes) =>
        Assert.Equal(minutes, (Subscribed(plan) with { Country = country, Quantity = licenses }).Minutes(s_catalog));

    [Theory]
    [InlineData("PlanId", "PlanUnknown", "ghost")]
    [InlineData("PlanId", "PlanUnknown", "credits")]
    [InlineData("PlanId", "PlanUnknown", "business-voice")]
    [InlineData("Country", "CountryUnknown", "domestic", "ZZ")]
    [InlineData("Quantity", "LicensesCount", "domestic", "US", 0)]
    [InlineData("Quantity", "LicensesCount", "domestic", "US", 1_000_001)]
    [InlineData("Day", "SubscriptionDayMissing", "domestic", "US", 1, SubscriptionState.Expires)]
    [InlineData("Day", "SubscriptionDayMissing", "domestic", "US", 1, SubscriptionState.Ended)]
    [InlineData("Day", "SubscriptionDayFar", "domestic", "US", 1, SubscriptionState.Active, "0206-01-01")]
    [InlineData("PaidWith", "LooksLikeACard", "domestic", "US", 1, SubscriptionState.Active, null, "4242 4242-4242 4242")]
    [InlineData("Note", "LooksLikeACard", "domestic", "US", 1, SubscriptionState.Active, null, "", "card 424242424242")]
    public void AFault_StandsAtItsField(string field, string code, string plan, string? country = "US", int licenses = 1, SubscriptionState state = SubscriptionState.Active, string? day = null, string paidWith = "", string note = "")
    {
        var said = Subscribed(plan) with
        {
            Country = country,
            Quantity = licenses,
            State = state,
            Day = day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            PaidWith = paidWith,
            Note = note,
        };
        var fault = Assert.Single(said.Validate(s_catalog));
        Assert.Equal((field, code), (fault.Field, fault.Why.Code));
    }

    [Theory]
    [InlineData("Visa ending 4242")]
    [InlineData("Agreement 4500087312, order 4500087313")]
    public void LastDigits_AndOrderNumbers_MayBeWritten(string paidWith) => Assert.Empty((Subscribed("domestic") with { PaidWith = paidWith }).Validate(s_catalog));

    [Fact]
    public void NewCommerce_IsFoundOnCallingAndConferencing_AndNotOnWhatHasEnded()
    {
        var plans = Found(SubscriptionFinding.NewCommerce,
            Subscribed("domestic") with { Agreement = BillingAgreement.CustomerAgreement }, Subscribed("audio-conferencing") with { Agreement = BillingAgreement.CustomerAgreement },
            Subscribed("teams-premium") with { Agreement = BillingAgreement.CustomerAgreement },
            Subscribed("payg-zone-1") with { Agreement = BillingAgreement.CustomerAgreement, State = SubscriptionState.Ended, Day = s_today.AddDays(-1) });
        Assert.Equal(["domestic", "audio-conferencing"], plans);
    }

    [Theory]
    [InlineData(true, "teams-phone", "domestic")]
    [InlineData(true, "teams-phone", "payg-zone-1")]
    [InlineData(true, "e5", null)]
    [InlineData(true, "audio-conferencing", null)]
    [InlineData(true, "teams-phone-calling-plan", null)]
    [InlineData(false, "teams-phone", null)]
    [InlineData(false, "domestic", null)]
    [InlineData(false, "e5-without-conferencing", null)]
    public void Credits_NeedConferencing_OrAPhoneWithACallingPlan(bool eligible, string first, string? second)
    {
        Subscription[] all = second is null ? [Subscribed(first)] : [Subscribed(first), Subscribed(second)];
        Assert.Equal(!eligible, SubscriptionFindings.Of(all, s_catalog, s_today).Any(f => f.Finding == SubscriptionFinding.NobodyEligible));
    }

    [Fact]
    public void NothingRecorded_FindsNothing() => Assert.Empty(SubscriptionFindings.Of([], s_catalog, s_today));

    [Fact]
    public void PayAsYouGo_PaysEveryCallFromThePool() => Assert.Equal(["payg-zone-1"], Found(SubscriptionFinding.PaysEveryCall, Subscribed("payg-zone-1"), Subscribed("domestic")));

    private static IReadOnlyList<string> Found(SubscriptionFinding finding, params Subscription[] all) => SubscriptionFindings.Of(all, s_catalog, s_today).Single(f => f.Finding == finding).PlanIds;

    private static Subscription Subscribed(string plan) => new() { Id = Guid.NewGuid(), PlanId = plan, Quantity = 10, Agreement = BillingAgreement.OnlineSubscription, State = SubscriptionState.Active };
}
