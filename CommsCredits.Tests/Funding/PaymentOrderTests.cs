using CommsCredits.Domain;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Tests.Funding;

public sealed class PaymentOrderTests
{
    private static readonly DateOnly s_today = new(2026, 11, 28);
    private static readonly PaymentOption s_visa = Card("4242") with { IsDefault = true }, s_mastercard = Card("1881") with { IsBackup = true }, s_amex = Card("0005");
    private static readonly PaymentOption s_invoice = Card("") with { Method = PaymentMethod.Invoice, ExpiryMonth = null };

    [Theory]
    [InlineData(2026, 10, CardStanding.RunOut)]
    [InlineData(2026, 11, CardStanding.Soon)]
    [InlineData(2026, 12, CardStanding.Soon)]
    [InlineData(2027, 1, CardStanding.Good)]
    public void ACard_IsGoodOnItsLastDay_AndWarnsSixtyDaysAhead(int year, int month, CardStanding standing) => Assert.Equal(standing, (s_visa with { ExpiryMonth = new(year, month) }).StandingOn(s_today));

    [Fact]
    public void TheWarning_BeginsOnTheSixtiethDay()
    {
        var card = s_visa with { ExpiryMonth = new(2027, 1) };
        Assert.Equal(CardStanding.Good, card.StandingOn(new(2026, 12, 1)));
        Assert.Equal(CardStanding.Soon, card.StandingOn(new(2026, 12, 2)));
        Assert.Equal(CardStanding.NoEnd, s_invoice.StandingOn(s_today));
    }

    [Fact]
    public void TheBackup_AndTheDefault_ChangePlaces()
    {
        Assert.Null(PaymentOrder.MakeDefault([s_visa, s_mastercard, s_amex], s_mastercard.Id, s_today, out var ordered));
        Assert.Equal([(false, true), (true, false), (false, false)], ordered.Select(o => (o.IsDefault, o.IsBackup)));
    }

    [Fact]
    public void AThirdOption_BecomesTheDefault_AndTheBackupStays()
    {
        Assert.Null(PaymentOrder.MakeDefault([s_visa, s_mastercard, s_invoice], s_invoice.Id, s_today, out var ordered));
        Assert.Equal([(false, false), (false, true), (true, false)], ordered.Select(o => (o.IsDefault, o.IsBackup)));
    }

    [Fact]
    public void ABackup_IsOneOrNone()
    {
        Assert.Null(PaymentOrder.MakeBackup([s_visa, s_mastercard, s_amex], s_amex.Id, s_today, out var ordered));
        Assert.Equal([false, false, true], ordered.Select(o => o.IsBackup));
        Assert.Null(PaymentOrder.MakeBackup(ordered, null, s_today, out ordered));
        Assert.DoesNotContain(ordered, o => o.IsBackup);
    }

    [Fact]
    public void WhatCannotPay_IsRefused_AndNothingChanges()
    {
        var old = s_amex with { ExpiryMonth = new(2026, 10) };
        PaymentOption[] all = [s_visa, s_mastercard, old, s_invoice];
        Assert.Equal("OptionRunOut", PaymentOrder.MakeDefault(all, old.Id, s_today, out var ordered)?.Code);
        Assert.Same(all, ordered);
        Assert.Equal("OptionUnknown", PaymentOrder.MakeDefault(all, Guid.NewGuid(), s_today, out _)?.Code);
        Assert.Equal("BackupIsDefault", PaymentOrder.MakeBackup(all, s_visa.Id, s_today, out _)?.Code);
        Assert.Equal("BackupNotCharged", PaymentOrder.MakeBackup(all, s_invoice.Id, s_today, out _)?.Code);
        Assert.Equal("OptionRunOut", PaymentOrder.MakeBackup(all, old.Id, s_today, out _)?.Code);
        Assert.Equal("OptionUnknown", PaymentOrder.MakeBackup(all, Guid.NewGuid(), s_today, out ordered)?.Code);
        Assert.Same(all, ordered);
    }

    private static PaymentOption Card(string lastFour) => new() { Id = Guid.NewGuid(), Method = PaymentMethod.Card, Label = "Visa", LastFour = lastFour, ExpiryMonth = new Month(2030, 12) };
}
