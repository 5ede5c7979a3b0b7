namespace CommsCredits.Domain.Funding;

/// <summary>
/// What a rule that a limit stops buys once the day or the month of that limit is over, if the balance is then what it is now (R7.4): when, how often one after the other (R7.3), and the sum of all.
/// </summary>
public sealed record RechargeLater(DateTime At, int Count, Money Sum)
{
    private const int MostCounted = 1000;

    internal static RechargeLater? Of(RechargeRule rule, RechargeSituation situation, RechargeDecision now)
    {
        if (now is not { Outcome: RechargeOutcome.DayCap or RechargeOutcome.MonthCap, LookAgainAt: { } at }) return null;
        var calendar = situation.Organization.Calendar;
        var (count, sum) = (0, Money.Zero);
        var then = situation with
        {
            Now = at,
            Cause = RechargeCause.PeriodBegan,
            Spent = new(calendar.MonthOf(at) == calendar.MonthOf(situation.Now) ? situation.Spent.ThisMonth : Money.Zero, 0),
        };
        while (count < MostCounted && AutoRecharge.Decide(rule, then) is { Outcome: RechargeOutcome.Fire, Amount: var amount })
        {
            (count, sum) = (count + 1, sum + amount);
            then = then with { Usable = then.Usable + amount, Spent = new(then.Spent.ThisMonth + amount, then.Spent.Today + 1) };
        }
        return count == 0 ? null : new(at, count, sum);
    }
}
