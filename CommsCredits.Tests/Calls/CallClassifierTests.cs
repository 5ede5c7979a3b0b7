using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using static CommsCredits.Tests.Calls.CallRecords;

namespace CommsCredits.Tests.Calls;

public sealed class CallClassifierTests
{
    [Fact, Trait("Case", "W23")]
    public void Classify_BooksFeeAndCharge()
    {
        var booked = Assert.IsType<Booked>(Classify(Call(charge: 0.53m, fee: 0.10m)));
        Assert.Equal("0.63", booked.Charge.ToString());
        Assert.Equal(["100000", "530000", "630000"], booked.Explanation.Steps[1].Figures);
        Assert.Equal("0.2", booked.ByDeck.ToString());
    }

    [Fact, Trait("Case", "W25")]
    public void Classify_BooksAChargeOnAPlanAsOverage()
    {
        var booked = Assert.IsType<Booked>(Classify(Call(capability: "MCOPSTN1", charge: 1.20m)));
        Assert.Equal((UsageKind.Overage, "1.2"), (booked.Kind, booked.Charge.ToString()));
        Assert.Equal(ExplanationCodes.BeyondThePlan, booked.Explanation.Steps[0].Code);
    }

    [Theory]
    [InlineData("user_out", "Subscriber", "MCOPSTNPP", UsageKind.International)]
    [InlineData("user_out_conf", "Subscriber", "MCOPSTNPP", UsageKind.International)]
    [InlineData("user_out_transfer", "Subscriber", "MCOPSTNPP", UsageKind.International)]
    [InlineData("user_out_forwarding", "Subscriber", "mcopstnpp", UsageKind.International)]
    [InlineData("user_out", "Subscriber", "MCOPSTN_PAYG_1", UsageKind.PayAsYouGo)]
    [InlineData("conf_out", "Service", "MCOPSTNPP", UsageKind.ConferenceDialOut)]
    [InlineData("ucap_out", "Service", "MCOPSTNPP", UsageKind.VoiceApplicationTransfer)]
    [InlineData("conf_out", "Service", "MCOMEETADD", UsageKind.ConferenceDialOut)]
    [InlineData("user_out", "Subscriber", "MCOPSTN2", UsageKind.Overage)]
    [InlineData("user_out", "Subscriber", "MCOPSTNCAP", UsageKind.Overage)]
    [InlineData("user_out", "Subscriber", "MCOPSTNU", UsageKind.Overage)]
    [InlineData("conf_in", "TollFree", "MCOPSTNPP", UsageKind.TollFreeConference)]
    [InlineData("CONF_IN", "toll-free", "MCOPSTNPP", UsageKind.TollFreeConference)]
    [InlineData("ucap_in", "TOLL FREE", "MCOPSTNPP", UsageKind.TollFreeAttendant)]
    [InlineData("conf_in", "Service", "MCOMEETACPEA", UsageKind.PayPerMinuteTollIn)]
    [InlineData("conf_in", "TollFree", "MCOMEETACPEA_GOV", UsageKind.PayPerMinuteTollFreeIn)]
    [InlineData("conf_out", "Service", "MCOMEETACPEA", UsageKind.PayPerMinuteDialOut)]
    [InlineData("conf_in", "Service", "MCOPSTNPP", UsageKind.PayPerMinuteTollIn)]
    [InlineData("unassigned_in", "Subscriber", "MCOPSTNPP", UsageKind.VoiceApplicationTransfer)]
    public void Classify_FindsWhatAChargeIsFor(string type, string numberType, string capability, UsageKind kind) =>
        Assert.Equal(kind, Assert.IsType<Booked>(Classify(Call(type, capability, 0.50m, numberType: numberType))).Kind);

    [Fact]
    public void Classify_OfADomesticCreditCallIsOverage() =>
        Assert.Equal(UsageKind.Overage, Assert.IsType<Booked>(Classify(Call(charge: 1m) with { IsInternational = false })).Kind);

    [Fact]
    public void Classify_OfAPremiumDestinationIsPremium() =>
        Assert.Equal(UsageKind.Premium, Assert.IsType<Booked>(Classify(Call(charge: 1m, number: "+448435550100"))).Kind);

    [Theory]
    [InlineData("user_in", "Subscriber", "MCOPSTN1")]
    [InlineData("user_out", "Subscriber", "FREECALL")]
    [InlineData("ucap_in", "TollFree", "MCOEV_VIRTUALUSER")]
    [InlineData("conf_out", "Service", "MCOMEETADD_DIALOUT_US")]
    [InlineData("conf_in", "Service", "MCOMEETADD")]
    [InlineData("unassigned_in", "Subscriber", "MCOEV")]
    public void Classify_OfAChargeOnAFreeRowIsAnException(string type, string numberType, string capability) =>
        Assert.Equal(ExceptionReason.ChargeOnFreeRow, Reason(Call(type, capability, 3.10m, numberType: numberType)));

    [Theory]
    [InlineData("user_out", "Subscriber", "MCOPSTN1", FreeReason.InMinutes)]
    [InlineData("user_out", "Subscriber", "MCOPSTN9", FreeReason.InMinutes)]
    [InlineData("conf_out", "Service", "MCOMEETADD", FreeReason.InMinutes)]
    [InlineData("user_in", "Subscriber", "MCOPSTNPP", FreeReason.Inbound)]
    [InlineData("unassigned_in", "Subscriber", "MCOPSTNPP", FreeReason.Inbound)]
    [InlineData("conf_in", "Service", "MCOMEETADD", FreeReason.Inbound)]
    [InlineData("ucap_in", "Service", "MCOPSTNPP", FreeReason.Inbound)]
    [InlineData("user_out", "Subscriber", "MCOEV", FreeReason.ByCapability)]
    public void Classify_OfAnUnchargedRowIsFree(string type, string numberType, string capability, FreeReason reason)
    {
        foreach (var charge in (decimal?[])[null, 0m])
            foreach (var source in Enum.GetValues<ChargeSource>())
                Assert.Equal(reason, Assert.IsType<FreeCall>(Classify(Call(type, capability, charge, 0m, numberType: numberType), source)).Reason);
    }

    [Fact]
    public void Classify_TakesAFigureOfZeroAsTheVendorsWord()
    {
        Assert.Equal(FreeReason.BySource, Assert.IsType<FreeCall>(Classify(Call(charge: 0m))).Reason);
        Assert.Equal("0.2", Assert.IsType<Booked>(Classify(Call(charge: 0m), ChargeSource.Deck)).Charge.ToString());
    }

    [Theory]
    [InlineData(null, null, ChargeSource.Vendor, "0.2")]
    [InlineData(null, 0.0, ChargeSource.Vendor, "0.2")]
    [InlineData(null, 0.10, ChargeSource.Vendor, "0.3")]
    [InlineData(null, 0.10, ChargeSource.Deck, "0.2")]
    [InlineData(5.0, 0.10, ChargeSource.Vendor, "5.1")]
    [InlineData(5.0, 0.10, ChargeSource.Deck, "0.2")]
    [InlineData(0.0, 0.10, ChargeSource.Vendor, "0.1")]
    public void Classify_FollowsTheSettingOfTheSource(double? charge, double? fee, ChargeSource source, string expected) =>
        Assert.Equal(expected, Assert.IsType<Booked>(Classify(Call(charge: (decimal?)charge, fee: (decimal?)fee), source)).Charge.ToString());

    [Fact]
    public void Classify_RatesTollFreeDialInByTheNumberDialled()
    {
        var booked = Assert.IsType<Booked>(Classify(Call("conf_in", numberType: "TollFree", number: "+49800555123")));
        Assert.Equal((UsageKind.TollFreeConference, "0.35"), (booked.Kind, booked.Charge.ToString()));
        Assert.Equal(ExplanationCodes.RateByCaller, Assert.IsType<Booked>(Classify(Call("ucap_in", numberType: "TollFree", number: "+18335550100"))).Explanation.Steps[1].Code);
    }

    [Fact]
    public void Classify_OfZeroSecondsIsFreeWhereWeRate() =>
        Assert.Equal(FreeReason.ZeroSeconds, Assert.IsType<FreeCall>(Classify(Call(fee: 0.10m) with { Seconds = 0 })).Reason);

    [Fact]
    public void Classify_OfARateOfNothingSaysSo() =>
        Assert.Equal(FreeReason.AfterRounding, Assert.IsType<FreeCall>(Classify(Call(number: "+99123"))).Reason);

    [Fact]
    public void Classify_NamesEveryException()
    {
        Assert.Equal(ExceptionReason.NoRate, Reason(Call(number: "+870123")));
        Assert.Equal(ExceptionReason.NoRate, Reason(Call("conf_out", "MCOMEETACPEA")));
        Assert.Equal(ExceptionReason.UnknownCallType, Reason(Call("user_teleported")));
        Assert.Equal(ExceptionReason.UnknownCapability, Reason(Call(capability: "MCOPSTN77")));
        Assert.Equal(ExceptionReason.OtherCurrency, Reason(Call(charge: 1.25m) with { Currency = "EUR" }));
        Assert.Equal(ExceptionReason.OtherCurrency, Reason(Call(charge: 1.25m) with { Currency = null }));
        Assert.Equal(ExceptionReason.OtherCurrency, Reason(Call(charge: 0m, fee: 0.10m) with { Currency = "EUR" }));
        Assert.Equal(ExceptionReason.NegativeCharge, Reason(Call(charge: -0.01m)));
        Assert.Equal(ExceptionReason.NegativeCharge, Reason(Call(charge: 1m, fee: -0.01m)));
        Assert.Equal(ExceptionReason.TooManyDecimals, Reason(Call() with { OverlongAmount = "0.0000001" }));
        Assert.Equal(ExceptionReason.StartInFuture, Reason(Call(charge: 1m) with { Start = Now.AddTicks(10) }));
        Assert.Equal(ExceptionReason.NumberMasked, Reason(Call(number: "+497****")));
    }

    [Fact]
    public void Classify_OfAMaskedNumberIsRatedWhereEveryHiddenDigitCostsTheSame()
    {
        Assert.IsType<Booked>(Classify(Call(number: "+4930123****")));
        Assert.Equal(ExceptionReason.NumberMasked, Reason(Call(number: "+497******")));
        Assert.IsType<Booked>(Classify(Call(charge: 1m, number: "+497******")));
    }

    [Fact]
    public void Classify_OfAStartAtThisVeryInstantIsNoFuture() => Assert.IsType<Booked>(Classify(Call(charge: 1m) with { Start = Now }));

    [Fact]
    public void Classify_OfAnotherCurrencyWithoutMoneyIsNoException() =>
        Assert.IsType<FreeCall>(Classify(Call(charge: 0m) with { Currency = "EUR" }));

    [Fact]
    public void Classify_BeforeTheBooksIsShownNeverBooked()
    {
        var organization = Organization("America/New_York");
        var classifier = Classifier(organization: organization);
        var before = Call(charge: 1m) with { Start = organization.BooksBeginAt.AddTicks(-10) };
        Assert.Equal(FreeReason.BeforeBooks, Assert.IsType<FreeCall>(classifier.Classify(before, Now)).Reason);
        Assert.IsType<FreeCall>(classifier.Classify(before with { CallType = "user_teleported" }, Now));
        Assert.IsType<Booked>(classifier.Classify(before with { Start = organization.BooksBeginAt }, Now));
    }

    private static ExceptionReason Reason(CallRecord record) => Assert.IsType<CallException>(Classify(record)).Reason;
}
