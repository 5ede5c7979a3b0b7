using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Notices;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Rating;

namespace CommsCredits.Tests.Calls;

public sealed class MinutePoolsTests
{
    private static readonly DateTime s_september = new(2026, 9, 10, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>A pool whose id keeps the order of its making.</summary>
    internal static MinutePool Pool(string name = "Plan", int licences = 1, int each = 100, PoolReset reset = PoolReset.Monthly, PoolScope scope = PoolScope.All, string from = "2026-01-01", string? last = null,
        params string[] plans) => new()
        {
            Id = Guid.NewGuid(), Name = name, Capabilities = plans.Length == 0 ? ["MCOPSTN1"] : plans, Scope = scope, Licences = licences, MinutesEach = each, Reset = reset,
            ValidFrom = DateOnly.Parse(from), LastDay = last is null ? null : DateOnly.Parse(last),
        };

    internal static MinutePools Pools(params MinutePool[] pools) => new(RateDecks.Utc, pools, []);

    private static CallRecord Call(int seconds, string plan = "MCOPSTN1", decimal? charge = null, bool? international = false, DateTime? start = null, string number = "+49301234567") =>
        CallRecords.Call(capability: plan, charge: charge, number: number) with { Seconds = seconds, IsInternational = international, Start = start ?? s_september };

    private static CallDecision Book(MinutePools pools, CallRecord call)
    {
        var decision = CallRecords.Classifier().Classify(call, CallRecords.Now, pools);
        if (decision.Minutes is { } share) pools.Take(share);
        return decision;
    }

    private static string[] Codes(CallDecision decision) => [.. (decision switch
    {
        Booked booked => booked.Explanation,
        FreeCall free => free.Explanation,
        _ => throw new InvalidOperationException($"{decision}"),
    }).Steps.Select(s => $"{s.Code} {string.Join(',', s.Figures)}")];

    [Fact]
    public void Call_WithinTheMinutes_IsFree_AndTellsThePoolsState()
    {
        var pools = Pools(Pool(each: 10));
        Book(pools, Call(61));
        var free = Assert.IsType<FreeCall>(Book(pools, Call(179)));
        Assert.Equal(FreeReason.InMinutes, free.Reason);
        Assert.Equal(["InMinutePool Plan,8,3,5,10,2026-09", "FreeInMinutes MCOPSTN1"], Codes(free));
    }

    [Fact]
    public void Call_ThatReachesBeyond_IsRatedForTheRest_AsACallOfItsOwn()
    {
        var pools = Pools(Pool(each: 2));
        var booked = Assert.IsType<Booked>(Book(pools, Call(181)));
        Assert.Equal((UsageKind.Overage, Money.Of(0.20m)), (booked.Kind, booked.Charge));
        Assert.Equal(["InMinutePool Plan,2,2,0,2,2026-09", "PartlyIncluded 2,61", "RateByPrefix 49,Place 49,100000,Deck,2020-01-01,1", "Duration 61,120,60,60",
            "ChargeByDeck 0,100000,200000,200000,2,HalfAwayFromZero"], Codes(booked));
        var next = Assert.IsType<Booked>(Book(pools, Call(1)));
        Assert.Equal(Money.Of(0.10m), next.Charge);
        Assert.Equal("InMinutePool Plan,0,0,0,2,2026-09", Codes(next)[0]);
    }

    [Fact]
    public void Figure_OfTheSource_IsItsWord_AndOnlyItsMinutesAreCounted()
    {
        var pools = Pools(Pool(each: 2));
        Assert.Equal(Money.Of(3m), Assert.IsType<Booked>(Book(pools, Call(60, charge: 3m))).Charge);
        var free = Assert.IsType<FreeCall>(Book(pools, Call(181, charge: 0m)));
        Assert.Equal((FreeReason.BySource, 0), (free.Reason, pools.Left(free.Minutes!.Takings[0].Pool, s_september)));
        Assert.Equal(["InMinutePool Plan,2,2,0,2,2026-09", "FreeBySource 181"], Codes(free));
    }

    [Fact]
    public void Call_OfAnotherPlan_OrWithoutAPool_IsAsBefore()
    {
        Assert.Null(Book(Pools(Pool()), Call(60, plan: "MCOMEETADD")).Minutes);
        Assert.Equal(["FreeInMinutes MCOPSTN1"], Codes(Book(Pools(), Call(600))));
        Assert.Null(Book(Pools(Pool()), Call(0)).Minutes);
        Assert.Null(Book(Pools(Pool(from: "2026-09-11")), Call(60)).Minutes);
        Assert.Null(Book(Pools(Pool(last: "2026-09-09")), Call(60)).Minutes);
        Assert.NotNull(Book(Pools(Pool(from: "2026-09-10", last: "2026-09-10")), Call(60)).Minutes);
    }

    [Fact]
    public void Exception_TakesNoMinutes()
    {
        var (pool, pools) = (Pool(each: 2), (MinutePools?)null);
        pools = Pools(pool);
        Assert.Equal(ExceptionReason.NoRate, Assert.IsType<CallException>(Book(pools, Call(200, number: "+33123456"))).Reason);
        Assert.Equal(2, pools.Left(pool, s_september));
    }

    [Fact]
    public void Minutes_BeginAnewAtTheLocalMonthStart()
    {
        var pool = Pool(each: 5);
        var pools = new MinutePools(new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")), [pool], []);
        Book(pools, Call(300, start: new(2026, 10, 1, 3, 59, 59, DateTimeKind.Utc)));
        Assert.Equal((0, 5), (pools.Left(pool, new(2026, 9, 15, 0, 0, 0, DateTimeKind.Utc)), pools.Left(pool, new(2026, 10, 1, 4, 0, 0, DateTimeKind.Utc))));
        Assert.Equal("InMinutePool Plan,5,1,4,5,2026-10", Codes(Book(pools, Call(1, start: new(2026, 10, 1, 4, 0, 0, DateTimeKind.Utc))))[0]);
    }

    [Fact]
    public void OneOffMinutes_OutliveTheMonth_UnlessTheyEndFirst()
    {
        var (monthly, package) = (Pool("Monthly", each: 5), Pool("Package", each: 10, reset: PoolReset.OneOff));
        var pools = Pools(package, monthly);
        Book(pools, Call(420));
        Assert.Equal((0, 8), (pools.Left(monthly, s_september), pools.Left(package, s_september)));
        Book(pools, Call(420, start: s_september.AddMonths(1)));
        Assert.Equal(6, pools.Left(package, s_september));
        var ending = Pool("Ending", each: 10, reset: PoolReset.OneOff, last: "2026-09-20");
        pools = Pools(monthly, ending);
        Book(pools, Call(60));
        Assert.Equal((5, 9), (pools.Left(monthly, s_september), pools.Left(ending, s_september)));
    }

    [Fact]
    public void DomesticAndInternationalPool_EndTogether()
    {
        var (domestic, international) = (Pool("Domestic", each: 10, scope: PoolScope.Domestic, plans: "MCOPSTN2"), Pool("International", each: 3, scope: PoolScope.International, plans: "MCOPSTN2"));
        var pools = Pools(domestic, international);
        Book(pools, Call(60, "MCOPSTN2"));
        Book(pools, Call(180, "MCOPSTN2", international: null));
        Assert.Equal((9, 0), (pools.Left(domestic, s_september), pools.Left(international, s_september)));
        var booked = Assert.IsType<Booked>(Book(pools, Call(61, "MCOPSTN2")));
        Assert.Equal(Money.Of(0.20m), booked.Charge);
        Assert.Equal(["MinutePoolEnded Domestic,International,2026-09", "PartlyIncluded 0,61"], Codes(booked)[..2]);
        Assert.Equal(9, pools.Left(domestic, s_september));
        Assert.IsType<FreeCall>(Book(pools, Call(60, "MCOPSTN2", start: s_september.AddMonths(1))));
    }

    [Fact]
    public void ConferencingBeyondItsPool_IsPaidByCredits_NotByACallingPlan()
    {
        var (meetings, plan) = (Pool("Meetings", each: 1, plans: "MCOMEETADD"), Pool("Plan", each: 100));
        var pools = Pools(meetings, plan);
        var booked = Assert.IsType<Booked>(Book(pools, Call(120, "MCOMEETADD") with { CallType = "conf_out" }));
        Assert.Equal((UsageKind.ConferenceDialOut, Money.Of(0.10m), 100), (booked.Kind, booked.Charge, pools.Left(plan, s_september)));
        Assert.Contains(Pool(plans: ["MCOPSTN1", "MCOMEETADD"]).Validate(), f => f.Why.Code == "PoolMixesConferencing");
    }

    [Fact]
    public void LicencesThatGo_LeaveNothingBelowZero_AndRateNothingAgain()
    {
        var pool = Pool(licences: 2, each: 10);
        var pools = new MinutePools(RateDecks.Utc, [pool with { Licences = 1 }], [(pool.Id, "2026-09", 15)]);
        Assert.Equal(0, pools.Left(pool with { Licences = 1 }, s_september));
        Assert.Equal(["InMinutePool Plan,0,0,0,10,2026-09", "PartlyIncluded 0,60"], Codes(Book(pools, Call(60)))[..2]);
        Assert.Empty(pools.Changes());
    }

    [Theory]
    [InlineData(0, 4_799, null)]
    [InlineData(0, 4_800, "80")]
    [InlineData(4_800, 5_999, null)]
    [InlineData(4_800, 6_000, "100")]
    [InlineData(4_000, 6_000, "100")]
    [InlineData(6_000, 6_000, null)]
    [Trait("Case", "E13")]
    public void AHundredUsersOfSixtyMinutes_AreToldOfAt4800And6000(int before, int used, string? percent)
    {
        var pool = Pool(licences: 100, each: 60, plans: "MCOMEETADD");
        Assert.Equal(6_000, pool.Size);
        var notice = MinutePoolNotices.Reached(Guid.Empty, new(pool, "2026-10", before, used), s_september);
        Assert.Equal(percent, notice?.Figures["Percent"]);
        if (notice is not null) Assert.Equal($"minute-pool:{pool.Id:N}:2026-10:{percent}", notice.Key);
    }

    [Fact]
    [Trait("Case", "I18")]
    public void OfTwoAllowances_TheOneThatResetsSoonestPaysFirst()
    {
        var (month, once) = (Pool("A month", each: 500), Pool("Once", each: 200, reset: PoolReset.OneOff, from: "2025-01-01"));
        var pools = Pools(once, month);
        Book(pools, Call(400 * 60));
        Assert.Equal((100, 200), (pools.Left(month, s_september), pools.Left(once, s_september)));
    }

    [Theory]
    [InlineData("PoolNoName")]
    [InlineData("PoolNameTooLong")]
    [InlineData("PoolNoPlan")]
    [InlineData("PoolPlanWithoutMinutes")]
    [InlineData("PoolLicences")]
    [InlineData("PoolMinutes")]
    [InlineData("PoolEndsFirst")]
    public void Validate_NamesWhatCannotBeKept(string code)
    {
        var pool = Pool(last: "2026-12-31");
        Assert.Empty(pool.Validate());
        Assert.Contains((code switch
        {
            "PoolNoName" => pool with { Name = " " },
            "PoolNameTooLong" => pool with { Name = new('x', MinutePool.LongestName + 1) },
            "PoolNoPlan" => pool with { Capabilities = [] },
            "PoolPlanWithoutMinutes" => pool with { Capabilities = ["MCOPSTN8"] },
            "PoolLicences" => pool with { Licences = -1 },
            "PoolMinutes" => pool with { MinutesEach = 0 },
            _ => pool with { LastDay = new(2025, 12, 31) },
        }).Validate(), f => f.Why.Code == code);
    }
}
