using CommsCredits.Domain.Funding;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

public sealed class DunningTests
{
    private static readonly PaymentOption s_visa = Card("visa", 1);
    private static readonly PaymentOption s_amex = Card("amex", 2);

    private static Dunning Fail(Dunning dunning, PaymentOption card, PaymentOption? backup = null, bool final = false, DateTime? at = null) =>
        dunning.Failed(card, final, at ?? Noon, s_visa, backup);

    private static Dunning Suspended() => Fail(Fail(Fail(Dunning.None, s_visa), s_visa), s_visa);

    [Fact]
    public void TheBackup_IsTriedAtOnceInTheSameRound()
    {
        var dunning = Fail(Dunning.None, s_visa, s_amex);
        Assert.Equal((0, null), (dunning.FailedRounds, dunning.WaitsUntil));
        Assert.Equal(s_amex, dunning.NextOption(s_visa, s_amex));
    }

    [Fact]
    public void ABackupThatIsTheSameCard_IsNotTriedTwice() => Assert.Equal(1, Fail(Dunning.None, s_visa, Card("visa", 9)).FailedRounds);

    [Fact]
    public void TheWaits_AreOneHourThenOneDayOfElapsedTime()
    {
        var beforeClocksChange = Utc("2026-10-31T20:00:00Z");
        var first = Fail(Dunning.None, s_visa, at: beforeClocksChange);
        Assert.Equal(beforeClocksChange.AddHours(1), first.WaitsUntil);
        Assert.Equal(beforeClocksChange.AddHours(24), Fail(first, s_visa, at: beforeClocksChange).WaitsUntil);
    }

    [Fact]
    public void ANewRound_BeginsWithTheDefaultCard()
    {
        var dunning = Fail(Fail(Dunning.None, s_visa, s_amex), s_amex, s_amex);
        Assert.Equal((1, s_visa), (dunning.FailedRounds, dunning.NextOption(s_visa, s_amex)));
    }

    [Fact]
    public void ACardDeclinedForGood_IsNotTriedAgainAndTheBackupStandsAlone()
    {
        var dunning = Fail(Fail(Dunning.None, s_visa, s_amex, final: true), s_amex, s_amex);
        Assert.Equal((1, s_amex), (dunning.FailedRounds, dunning.NextOption(s_visa, s_amex)));
        Assert.Equal(2, Fail(dunning, s_amex, s_amex).FailedRounds);
        Assert.Null(Fail(dunning, s_amex, s_amex, final: true).NextOption(s_visa, s_amex));
        Assert.Null(dunning.Resumed().NextOption(Card("visa", 7), null));
    }

    [Fact]
    public void ABackupTakenAwayInTheMiddleOfARound_LeavesTheDefaultItsTurn() =>
        Assert.Equal(s_visa, Fail(Dunning.None, s_visa, s_amex).NextOption(s_visa, null));

    [Fact]
    [Trait("Case", "D28")]
    public void TheThirdFailedRound_Suspends()
    {
        var second = Fail(Fail(Dunning.None, s_visa), s_visa);
        Assert.False(second.IsSuspended);
        Assert.True(Fail(second, s_visa).IsSuspended);
        Assert.Null(Fail(second, s_visa).WaitsUntil);
    }

    [Fact]
    [Trait("Case", "D56"), Trait("Case", "D57")]
    public void OnlyAnotherFingerprintOrAPerson_ResumesASuspendedRule()
    {
        Assert.True(Suspended().Given(Card("visa", 8)).IsSuspended);
        Assert.True(Suspended().Given(Card("x") with { Fingerprint = null }).IsSuspended);
        Assert.True(Suspended().Given(Card("x") with { Method = PaymentMethod.Invoice }).IsSuspended);
        Assert.True(Suspended().Paid(isAutomatic: false).IsSuspended);
        Assert.True(Suspended().Paid(isAutomatic: true).IsSuspended);
        Assert.False(Suspended().Given(Card("mastercard", 8)).IsSuspended);
        Assert.False(Suspended().Resumed().IsSuspended);
    }

    [Fact]
    public void ASuccessOfTheRule_EndsTheStory_AndOneByHandOnlyTheWaiting()
    {
        var failed = Fail(Dunning.None, s_visa);
        Assert.Equal((0, null), (failed.Paid(true).FailedRounds, failed.Paid(true).WaitsUntil));
        Assert.Equal((1, null), (failed.Paid(false).FailedRounds, failed.Paid(false).WaitsUntil));
    }
}
