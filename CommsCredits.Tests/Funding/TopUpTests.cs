using CommsCredits.Domain.Funding;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

public sealed class TopUpTests
{
    private static readonly TopUp s_asked = TopUp();

    [Fact]
    [Trait("Case", "H01")]
    public void TheSameWishUnderTheSameKey_IsAnsweredWithTheFirstResult() => Assert.True(s_asked.SameWishAs(s_asked.Wish with { }));

    [Fact]
    [Trait("Case", "H02"), Trait("Case", "H03")]
    public void AnotherWishUnderTheSameKey_IsRefusedWithTheFieldAndTheFirstPurchase()
    {
        var refused = TopUp(100).RefuseOther(TopUp(200).Wish)!;
        Assert.Equal("KeySpent", refused.Code);
        Assert.Equal(["Amount", M(100), Noon], refused.Figures);
    }

    [Theory]
    [InlineData(TopUpState.Requested, false)]
    [InlineData(TopUpState.AwaitingPayment, false)]
    [InlineData(TopUpState.NeedsAction, false)]
    [InlineData(TopUpState.Failed, true)]
    [InlineData(TopUpState.Canceled, true)]
    [InlineData(TopUpState.SetAside, true)]
    [Trait("Case", "W14")]
    public void MoneyThatWasTaken_BecomesALotWhateverTheStateSaid(TopUpState state, bool outside)
    {
        var paid = (s_asked with { State = state }).Taken(M(50), "USD", Noon, nextLot: 7);
        Assert.Equal((TopUpState.Paid, 7, outside, Noon), (paid.State, paid.LotNumber, paid.IsOutsideOrder, paid.TakenAt));
    }

    [Fact]
    public void MoneyToldTwice_StaysWithItsFirstLot()
    {
        var paid = s_asked.Taken(M(50), "USD", Noon, 7);
        Assert.Same(paid, paid.Taken(M(50), "USD", Noon.AddMinutes(1), 8));
    }

    [Theory]
    [InlineData(51, "USD")]
    [InlineData(49, "USD")]
    [InlineData(50, "EUR")]
    public void AnotherAmountOrCurrency_IsSetAsideWithoutALot(int amount, string currency)
    {
        var aside = s_asked.Taken(M(amount), currency, Noon, 7);
        Assert.Equal((TopUpState.SetAside, null, M(amount), currency), (aside.State, aside.LotNumber, aside.TakenAmount, aside.TakenCurrency));
    }

    [Fact]
    public void NoReport_TakesAPaidOneBack()
    {
        var paid = s_asked.Taken(M(50), "USD", Noon, 7);
        Assert.Same(paid, paid.Declined("late", true));
        Assert.Same(paid, paid.Canceled());
        Assert.Same(paid, paid.NeedingAction("https://pay.example"));
        Assert.Same(paid, paid.Awaiting());
    }

    [Fact]
    public void ADecline_KeepsItsReasonAndWhetherItIsFinal()
    {
        var declined = s_asked.NeedingAction("https://pay.example").Declined("stolen_card", isFinal: true);
        Assert.Equal((TopUpState.Failed, "stolen_card", true, null), (declined.State, declined.DeclineReason, declined.DeclineIsFinal, declined.ActionLink));
        Assert.Same(declined, declined.Canceled());
    }

    [Fact]
    public void ARequest_IsNeverSentAfter23Hours()
    {
        Assert.True(s_asked.MaySendAt(Noon.AddHours(23).AddTicks(-1)));
        Assert.False(s_asked.MaySendAt(Noon.AddHours(23)));
        Assert.False(s_asked.Awaiting().MaySendAt(Noon));
    }

    [Fact]
    public void ACharge_IsInFlightUntilItIsAnswered_For24HoursAtMost()
    {
        Assert.True(s_asked.IsInFlightAt(Noon.AddHours(24).AddTicks(-1)));
        Assert.False(s_asked.IsInFlightAt(Noon.AddHours(24)));
        Assert.True(s_asked.Awaiting().IsInFlightAt(Noon));
        Assert.False(s_asked.NeedingAction("https://pay.example").IsInFlightAt(Noon));
        Assert.False(s_asked.Taken(M(50), "USD", Noon, 1).IsInFlightAt(Noon));
    }

    [Fact]
    [Trait("Case", "W10")]
    public void AnUnpaidInvoice_IsNotInFlight() => Assert.False(TopUp(500, method: PaymentMethod.Invoice).Awaiting().IsInFlightAt(Noon));

    [Fact]
    public void WhatNeedsAction_IsStillOpenUntilTheCancelIsConfirmed()
    {
        var open = s_asked.NeedingAction("https://pay.example");
        Assert.True(open.IsOpen);
        Assert.False(open.Canceled().IsOpen);
    }

    [Fact]
    public void ADayThatIsEntered_CountsFromItsLocalStartAndIsNotInTheFuture()
    {
        var invoice = TopUp(500, method: PaymentMethod.Invoice).Awaiting();
        Assert.Null(invoice.TakenOn(new(2026, 11, 19), Calendar(), Noon, 4, out var paid));
        Assert.Equal((TopUpState.Paid, Utc("2026-11-19T08:00:00Z"), 4), (paid.State, paid.TakenAt, paid.LotNumber));
        Assert.Equal("DayInFuture", invoice.TakenOn(new(2026, 11, 20), Calendar(), Noon, 4, out var same)?.Code);
        Assert.Same(invoice, same);
    }
}
