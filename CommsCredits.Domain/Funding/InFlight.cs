namespace CommsCredits.Domain.Funding;

/// <summary>
/// Card top-ups, automatic or manual, whose gateway has not answered (R7.2): their total, and when the first of them stops counting, 24 h after it was
/// asked for. Then the counted balance falls though nothing was booked, so the rule is looked at.
/// </summary>
public readonly record struct InFlight(Money Total, DateTime? FirstEnds)
{
    public static InFlight Of(IEnumerable<TopUp> topUps, DateTime now)
    {
        var (total, first) = (Money.Zero, default(DateTime?));
        foreach (var topUp in topUps)
        {
            if (!topUp.IsInFlightAt(now)) continue;
            total += topUp.Amount;
            var ends = topUp.RequestedAt + TopUp.FlightEnds;
            if (first is null || ends < first) first = ends;
        }
        return new(total, first);
    }
}
