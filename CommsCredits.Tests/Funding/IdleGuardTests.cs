using CommsCredits.Domain.Funding;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

public sealed class IdleGuardTests
{
    [Theory]
    [InlineData(false, 150, 90, RechargeCause.Expiry, true)]
    [InlineData(false, 150, 100, RechargeCause.Expiry, true)]
    [InlineData(false, 150, 101, RechargeCause.Expiry, false)]
    [InlineData(false, 90, 80, RechargeCause.Expiry, false)]
    [InlineData(true, 90, 80, RechargeCause.Expiry, true)]
    [InlineData(true, 90, 89, RechargeCause.Debit, false)]
    [InlineData(true, 90, 89, RechargeCause.Import, false)]
    [InlineData(true, 90, 89, RechargeCause.Hold, false)]
    [InlineData(true, 90, 95, RechargeCause.CreditBack, true)]
    [InlineData(true, 90, 90, RechargeCause.PeriodBegan, true)]
    [InlineData(true, 90, 290, RechargeCause.TopUpPaid, false)]
    [Trait("Case", "D67")]
    public void AFall_IsByExpiryAlone_FromTheLapseThatReachesTheTriggerToTheNextUseOrRise(bool already, decimal before, decimal after, RechargeCause cause, bool alone) =>
        Assert.Equal(alone, IdleGuard.FellByExpiryAlone(already, M(before), M(after), M(100), cause));
}
