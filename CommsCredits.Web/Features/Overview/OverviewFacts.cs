using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Features.Overview;

/// <summary>Whether calls that need credits go out, and what is the matter if something is.</summary>
public enum OverviewState { Open, Lapsing, Low, Suspended, Blocked, Postpaid }

/// <summary>What the page shows, all of one instant. A piece that the reader's role may not see is null or empty.</summary>
public sealed record OverviewFacts
{
    private const int RoomDays = 10, LeastDaysAhead = 30, LateDays = 3;

    public required Organization Organization { get; init; }

    /// <summary>The instant of these facts (UTC).</summary>
    public required DateTime Now { get; init; }
    public required OverviewState State { get; init; }

    /// <summary>Since when calls are blocked, where it is known (UTC).</summary>
    public DateTime? BlockedSince { get; init; }

    /// <summary>Usable balance (R1).</summary>
    public required Money Balance { get; init; }
    public required Money Overdraft { get; init; }

    /// <summary>Lots that have not ended and hold money, in the order of use (R4.3).</summary>
    public required IReadOnlyList<CreditLot> Lots { get; init; }

    /// <summary>The last usable day of every lot that was ever bought.</summary>
    public IReadOnlyList<(int Number, DateOnly LastUsableDay)> LotEnds { get; init; } = [];

    /// <summary>What these lots were bought for, and what lapsed in the last twelve months.</summary>
    public Money Bought { get; init; }
    public Money Lapsed { get; init; }

    /// <summary>False until the first lot: then the page shows the first steps.</summary>
    public required bool HasMoney { get; init; }
    public required bool HasUsage { get; init; }

    /// <summary>False until somebody said that the set-up is finished.</summary>
    public required bool IsSetUp { get; init; }

    /// <summary>The smallest purchase (R6.1).</summary>
    public required Money SmallestTopUp { get; init; }

    /// <summary>Whether the reader may know of the recharge rule; without one <see cref="Rule"/> is null all the same.</summary>
    public required bool SeesRule { get; init; }
    public OverviewRule? Rule { get; init; }

    /// <summary>The last local day of which calls have been read; null: none were read yet.</summary>
    public DateOnly? ReadTo { get; init; }

    /// <summary>How many days ago that was; 0 is today.</summary>
    public int? DaysSinceRead => ReadTo is { } day ? Today.DayNumber - day.DayNumber : null;

    /// <summary>Calls are so old that an import is the thing to do.</summary>
    public bool IsReadLate => DaysSinceRead >= LateDays;

    /// <summary>
    /// What the whole days since then will likely take, by the forecast's own pace; null where the forecast says nothing of it: it knows no pace, or takes the days for quiet ones
    /// (<see cref="BurnRate.DaysThatMayBeLate"/>).
    /// </summary>
    public Money? StillToCome => Outlook?.Burn is { Knowledge: BurnKnowledge.Known } burn && ReadTo is { } read && new[] { burn.Next, read.AddDays(1) }.Max() is var first && first < Today
        && burn.Next < Today && BurnRate.Taken(burn.MiddleWeek, Today.DayNumber - first.DayNumber) is { IsPositive: true } about ? about : null;

    /// <summary>What the organization's own days say of what is ahead; null until a whole day has passed.</summary>
    public Outlook? Outlook { get; init; }

    /// <summary>The same days with the rule applied; null where no rule is at work, the reader may not know of it, or nobody can say.</summary>
    public RechargeForecast? Recharging { get; init; }
    public OverviewAdvice? Advice { get; init; }
    public MonthUse? Use { get; init; }
    public IReadOnlyList<UpcomingEvent> Next { get; init; } = [];
    public IReadOnlyList<OverviewEntry> Latest { get; init; } = [];

    /// <summary>The last days by lot, by when things happened; null until a whole day has passed.</summary>
    public PoolPast? Past { get; init; }

    public DateOnly Today => Organization.Calendar.DayOf(Now);
    public RunOutForecast RunOut => Outlook?.RunOut ?? new(Balance.IsPositive ? RunOutAnswer.TooFewDays : RunOutAnswer.Empty);

    /// <summary>The last day of the chart: where the pool is empty, with room for the band; a pace near zero would draw a year of nothing.</summary>
    public DateOnly LastDrawn => RunOut switch
    {
        { Answer: RunOutAnswer.NotWithinAYear } => Today.AddYears(1),
        { Answer: RunOutAnswer.Known, Day: var day } => new[] { day.AddDays(Math.Max(RoomDays, (day.DayNumber - Today.DayNumber) / 5)), Today.AddDays(LeastDaysAhead) }.Max(),
        _ => Today,
    };

    /// <summary>When the rule will likely fire; null where it is off, fires now, its limits stop it, or nobody can say.</summary>
    public DayBand? Fires => !RuleIsAtWork || Balance <= Rule!.Trigger ? null : Recharging?.Recharges is [var first, ..] ? first.Day
        : Outlook?.Reaches(Rule.Trigger, Balance) is { } reaches && !(reaches.Day <= Recharging?.Until) ? reaches : null;
    public bool RuleIsAtWork => Rule is { IsOn: true, SuspendedAt: null } && !Organization.IsPostpaid;
    public Money? Trigger => Rule is { IsOn: true } ? Rule.Trigger : null;
}

/// <summary>The recharge rule as the page tells of it.</summary>
public sealed record OverviewRule(RechargeRule Rule, string? Card, DateTime? SuspendedAt, int FailedRounds, DateTime? TriesAgainAt)
{
    public bool IsOn => Rule.IsOn;
    public Money Trigger => Rule.Trigger;
    public RechargeMode Mode => Rule.Mode;
    public Money Amount => Rule.Amount;
    public Money Target => Rule.Target;
}

/// <summary>This month's use so far, by kind and by destination, against the same days of the month before.</summary>
/// <param name="To">The last day of the month of which calls have been read; null: none of this month.</param>
/// <param name="SameDaysBefore">What the days up to the same day of the month before took: like is compared with like. Null where no day of this month was read.</param>
public sealed record MonthUse(Month Month, DateOnly? To, Money Used, Money? SameDaysBefore, IReadOnlyList<(UsageKind Kind, Money Amount)> ByKind, IReadOnlyList<DestinationSum> Destinations);

public enum UpcomingKind { RuleTriesAgain, RuleFires, LimitsStartAgain, MonthCloses, LotLapses, LotNotice, CardEnds }

/// <summary>Something with a day of its own that will happen as things stand.</summary>
public sealed record UpcomingEvent(DateOnly Day, UpcomingKind Kind)
{
    public Money Amount { get; init; }

    /// <summary>What of the amount will likely lapse; null where nobody can say.</summary>
    public Money? Lapsing { get; init; }

    /// <summary>For a day that is foreseen, not set: the days it lies between.</summary>
    public DayBand? Band { get; init; }
    public int Lot { get; init; }
    public Month Month { get; init; }
    public string Card { get; init; } = "";
    public bool HasBackup { get; init; }

    /// <summary>The card is the backup itself: another one pays.</summary>
    public bool IsBackup { get; init; }
    public int DaysAhead { get; init; }
    public DateTime? At { get; init; }
}

/// <summary>An entry with the balance after it; for a call, where it went and who made it.</summary>
public sealed record OverviewEntry(LedgerEntry Entry, Money Change, Money Balance, string? Destination, string? Person);
