namespace CommsCredits.Domain.Funding;

/// <summary>
/// What counts against the caps (R7.4): automatic top-ups requested in the local month (money) and on the local day (number) of an instant. Failed and
/// canceled ones do not count, manual ones do not count; what is still open counts.
/// </summary>
public readonly record struct AutomaticSpending(Money ThisMonth, int Today)
{
    public static AutomaticSpending Of(IEnumerable<TopUp> topUps, LocalCalendar calendar, DateTime now)
    {
        var (month, day) = (calendar.MonthOf(now), calendar.DayOf(now));
        var (money, count) = (Money.Zero, 0);
        foreach (var topUp in topUps)
        {
            if (!topUp.IsAutomatic || topUp.State is TopUpState.Failed or TopUpState.Canceled) continue;
            if (calendar.MonthOf(topUp.RequestedAt) == month) money += topUp.Amount;
            if (calendar.DayOf(topUp.RequestedAt) == day) count++;
        }
        return new(money, count);
    }
}
