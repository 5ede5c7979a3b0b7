using CommsCredits.Domain.Funding;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

public sealed class TopUpWishTests
{
    private static readonly TopUpWish s_card = new() { Amount = M(100), Method = PaymentMethod.Card, OptionId = Card("visa").Id };
    private static readonly TopUpWish s_recorded = new() { Amount = M(143.22m), Method = PaymentMethod.Recorded, RecordedDay = new(2026, 3, 1), Reference = "MS-17" };

    private static (string?, string?) Refusal(TopUpWish wish, DateTime? postpaidSince = null, DateTime? now = null)
    {
        var refusal = wish.Refuse(Organization(postpaidSince: postpaidSince), FundingLimits.Default, now ?? Noon);
        return (refusal?.Field, refusal?.Why.Code);
    }

    [Fact]
    public void ACardWithinTheLimits_MayBeCharged() => Assert.Equal((null, null), Refusal(s_card));

    [Fact]
    public void ABadAmountOrAMissingOption_IsRefusedAtItsField()
    {
        Assert.Equal(("Amount", "BelowMinimum"), Refusal(s_card with { Amount = M(49) }));
        Assert.Equal(("Amount", "NotWhole"), Refusal(s_card with { Amount = M(100.01m) }));
        Assert.Equal(("OptionId", "OptionMissing"), Refusal(s_card with { OptionId = null }));
    }

    [Fact]
    public void ATextThatIsTooLong_IsRefusedAtItsField()
    {
        Assert.Equal(("PurchaseOrder", "TooLong"), Refusal(s_card with { PurchaseOrder = new('1', 61) }));
        Assert.Equal((null, null), Refusal(s_card with { PurchaseOrder = new('1', 60) }));
        Assert.Equal(("Reference", "TooLong"), Refusal(s_recorded with { Reference = new('1', 61) }));
        Assert.Equal((null, null), Refusal(s_recorded with { Reference = new('1', 60) }));
    }

    [Fact]
    public void BilledAfterUse_BuysNothingFromTheInstantOfTheMove()
    {
        Assert.Equal(("", "Postpaid"), Refusal(s_card, postpaidSince: Noon));
        Assert.Equal(("", "Postpaid"), Refusal(s_recorded, postpaidSince: Noon));
        Assert.Equal((null, null), Refusal(s_card, postpaidSince: Noon.AddSeconds(1)));
    }

    [Fact]
    public void ARecordedAmount_IsWhatIsLeft_NotWholeUnitsAndNotWithinTheLimits()
    {
        Assert.Equal((null, null), Refusal(s_recorded));
        Assert.Equal((null, null), Refusal(s_recorded with { Amount = M(9_000) }));
        Assert.Equal(("Amount", "NotPositive"), Refusal(s_recorded with { Amount = M(0) }));
        Assert.Equal(("Amount", "TooManyDecimals"), Refusal(s_recorded with { Amount = M(1.001m) }));
        Assert.Equal(("Reference", "ReferenceMissing"), Refusal(s_recorded with { Reference = " " }));
        Assert.Equal(("RecordedDay", "DayMissing"), Refusal(s_recorded with { RecordedDay = null }));
    }

    [Fact]
    public void ARecordedDay_IsNotAfterTodayInTheOrganizationsZone()
    {
        var lateEvening = Utc("2026-11-20T07:59:59Z");
        Assert.Equal((null, null), Refusal(s_recorded with { RecordedDay = new(2026, 11, 19) }, now: lateEvening));
        Assert.Equal(("RecordedDay", "DayInFuture"), Refusal(s_recorded with { RecordedDay = new(2026, 11, 20) }, now: lateEvening));
        Assert.Equal((null, null), Refusal(s_recorded with { RecordedDay = new(2026, 11, 20) }, now: lateEvening.AddSeconds(1)));
    }

    [Fact]
    public void ARecordedPurchase_MayBeEnteredToTheEndOfItsLastUsableDayAndNotAfter()
    {
        var wish = s_recorded with { RecordedDay = new(2025, 11, 19) };
        Assert.Equal((null, null), Refusal(wish, now: Utc("2026-11-20T07:59:59Z")));
        Assert.Equal(("RecordedDay", "AlreadyLapsed"), Refusal(wish, now: Utc("2026-11-20T08:00:00Z")));
    }

    [Fact]
    public void EveryFieldOfAWish_IsPartOfItsContent()
    {
        TopUpWish wish = new() { Amount = M(100), Method = PaymentMethod.Invoice, OptionId = Card("a").Id, PurchaseOrder = "PO 1", RecordedDay = new(2026, 3, 1), Reference = "r" };
        Assert.Null(wish.FieldThatDiffersFrom(wish with { }));
        Assert.Equal("Amount", wish.FieldThatDiffersFrom(wish with { Amount = M(200) }));
        Assert.Equal("Method", wish.FieldThatDiffersFrom(wish with { Method = PaymentMethod.Card }));
        Assert.Equal("OptionId", wish.FieldThatDiffersFrom(wish with { OptionId = null }));
        Assert.Equal("PurchaseOrder", wish.FieldThatDiffersFrom(wish with { PurchaseOrder = "PO 2" }));
        Assert.Equal("RecordedDay", wish.FieldThatDiffersFrom(wish with { RecordedDay = new(2026, 3, 2) }));
        Assert.Equal("Reference", wish.FieldThatDiffersFrom(wish with { Reference = null }));
    }
}
