using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using static CommsCredits.Tests.Calls.CallRecords;

namespace CommsCredits.Tests.Calls;

public sealed class UsageContentTests
{
    [Fact, Trait("Case", "W24")]
    public void OfKnown_IsADuplicateWhateverElseChanged()
    {
        var booked = Call(charge: 0.53m);
        Assert.Null(Again(booked, booked with { UserName = "Renamed Person" }));
        Assert.Null(Again(booked, booked with { DestinationNumber = "+4930123****", CallerNumber = null, ExternalCountry = "DE" }));
        Assert.Null(Again(booked, booked with { CallType = "USER_OUT", Capability = "mcopstnpp" }));
    }

    [Fact, Trait("Case", "W24")]
    public void OfKnown_WithAnotherChargeIsChangedSinceBooked()
    {
        var exception = Again(Call(charge: 0.53m), Call(charge: 0.60m))!;
        Assert.Equal(ExceptionReason.ChangedSinceBooked, exception.Reason);
        Assert.Equal(["Charge", "530000", "600000"], exception.Figures);
    }

    [Fact]
    public void Differs_NamesTheFirstField()
    {
        var call = Call(charge: 0.53m, fee: 0m);
        Assert.Equal("Start", Again(call, call with { Start = call.Start.AddTicks(10), Seconds = 1 })!.Figures[0]);
        Assert.Equal("Seconds", Again(call, call with { Seconds = 1 })!.Figures[0]);
        Assert.Equal("CallType", Again(call, call with { CallType = "conf_out" })!.Figures[0]);
        Assert.Equal("NumberType", Again(call, call with { NumberType = "Service" })!.Figures[0]);
        Assert.Equal("Capability", Again(call, call with { Capability = "MCOPSTN1" })!.Figures[0]);
        Assert.Equal("Currency", Again(call, call with { Currency = "EUR" })!.Figures[0]);
        Assert.Equal("Fee", Again(call, call with { Fee = null })!.Figures[0]);
        Assert.Equal("Charge", Again(call, call with { Charge = null })!.Figures[0]);
    }

    [Fact]
    public void Content_HasTheNumberOnlyWhereWeRateByIt()
    {
        Assert.Null(Classifier().ContentOf(Call(charge: 0.53m)).OtherParty);
        Assert.Null(Classifier().ContentOf(Call(capability: "MCOPSTN1")).OtherParty);
        Assert.Equal("49301234567", Classifier().ContentOf(Call()).OtherParty);
        Assert.Equal("18005550100/12065550100", Classifier().ContentOf(Call("conf_in", numberType: "TollFree", number: "+18005550100")).OtherParty);
        Assert.Equal("OtherParty", Again(Call(), Call(number: "+4977"))!.Figures[0]);
        Assert.Null(Recurrence.OfKnown(Classifier().ContentOf(Call(charge: 1m)), Classifier(ChargeSource.Deck).ContentOf(Call(charge: 1m))));
    }

    [Fact]
    public void Hash_IsTheSameForTheSameContentOnly()
    {
        var hash = Classifier().ContentOf(Call(charge: 0.53m)).Hash();
        Assert.Equal(32, hash.Length);
        Assert.Equal(hash, Classifier().ContentOf(Call(charge: 0.53m) with { UserName = "Renamed" }).Hash());
        Assert.NotEqual(hash, Classifier().ContentOf(Call(charge: 0.54m)).Hash());
        Assert.NotEqual(Classifier().ContentOf(Call(fee: 1m, charge: 0m)).Hash(), Classifier().ContentOf(Call(fee: 0m, charge: 1m)).Hash());
        Assert.NotEqual(Classifier().ContentOf(Call(charge: 0m) with { Currency = null }).Hash(), Classifier().ContentOf(Call(charge: 0m) with { Currency = "" }).Hash());
    }

    [Fact]
    public void OfOtherSource_MatchesCallIdStartSecondsAndParty()
    {
        var booked = Call(charge: 0.53m);
        Assert.Equal(ExceptionReason.ProbableDuplicate, Other(booked, booked with { UsageId = "2", Charge = null, DestinationNumber = "49 301 234 5**" })!.Reason);
        Assert.Null(Other(booked, booked with { CallId = "8" }));
        Assert.Null(Other(booked, booked with { Seconds = 62 }));
        Assert.Null(Other(booked, booked with { Start = booked.Start.AddSeconds(1) }));
        Assert.Null(Other(booked, booked with { DestinationNumber = "+49301234568" }));
        Assert.Null(UsageMatch.Of(booked with { CallId = null }));
    }

    private static CallException? Again(CallRecord booked, CallRecord arrived) => Recurrence.OfKnown(Classifier().ContentOf(booked), Classifier().ContentOf(arrived));

    private static CallException? Other(CallRecord booked, CallRecord arrived) => Recurrence.OfOtherSource(UsageMatch.Of(booked)!.Value, UsageMatch.Of(arrived)!.Value);

    /// <summary>The hashes of rows that stand in books: numbers that were always read right are read to the same digits as ever.</summary>
    [Theory]
    [InlineData("+49 (30) 123-45.67/8", "493012345678")]
    [InlineData("+4930123****", "4930123****")]
    [InlineData("4930\u00A01234", "49301234")]
    [InlineData("+49301234;ext=5", "49301234")]
    public void Of_KeepsTheDigitsThatBookedRowsWereHashedBy(string number, string digits)
    {
        var content = UsageContent.Of(CallRecords.Call(number: number), rated: true);
        Assert.Equal(digits, content.OtherParty);
        Assert.Equal((content with { OtherParty = digits }).Hash(), content.Hash());
    }

    [Fact]
    public void Differs_TakesAMaskOverAgreeingDigitsForTheSameNumber()
    {
        var whole = UsageContent.Of(CallRecords.Call(number: "+447911234567"), rated: true);
        Assert.Null(UsageContent.Differs(whole, UsageContent.Of(CallRecords.Call(number: "+44 (0)7911 xxxxxx"), rated: true)));
        Assert.Null(UsageContent.Differs(whole, UsageContent.Of(CallRecords.Call(number: "4.47911E+11"), rated: true)));
        Assert.Equal(nameof(UsageContent.OtherParty), UsageContent.Differs(whole, UsageContent.Of(CallRecords.Call(number: "+447912******"), rated: true)));
        Assert.Equal(nameof(UsageContent.OtherParty), UsageContent.Differs(whole, UsageContent.Of(CallRecords.Call(number: "+4479112345"), rated: true)));
    }
}
