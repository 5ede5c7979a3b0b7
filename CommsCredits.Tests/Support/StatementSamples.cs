using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Tests.Support;

/// <summary>Statements that add up, for what only shows them: pages, paper, files.</summary>
public static class StatementSamples
{
    private const string Digits = "7D3A19C4E05B42F89A610CE7B3D258F47D3A19C4E05B42F89A610CE7B3D258F4";

    public static readonly Month October = new(2026, 10);

    /// <summary>The month of the look book: a lot that lapsed, a recharge, a correction, a late call, calls that await a decision.</summary>
    public static Statement Marlow(string currency = "USD", string name = "Marlow Instruments, Inc.") => Of(name, currency) with
    {
        Opening = Money.Of(2067.14m),
        Bought = Money.OfUnits(500),
        Used = Money.Of(538.7975m),
        Lapsed = Money.Of(143.2225m),
        Corrections = Money.Of(2.85m),
        Closing = Money.Of(1887.97m),
        AtRisk = Money.Of(687.97m),
        Usage =
        [
            new(UsageKind.International, 548, 2_512, Money.Of(401.1975m)), new(UsageKind.ConferenceDialOut, 31, 269, Money.Of(55.0555m)),
            new(UsageKind.TollFreeAttendant, 105, 437, Money.Of(39.0585m)), new(UsageKind.TollFreeConference, 103, 463, Money.Of(37.6055m)),
            new(UsageKind.Overage, 38, 452, Money.Of(5.8805m)),
        ],
        Lots =
        [
            Lot(7, new(2025, 10, 14), 367.14m, used: 226.7675m, lapsed: 143.2225m, corrected: 2.85m),
            Lot(8, new(2025, 12, 9), 1000, used: 312.03m), Lot(9, new(2026, 3, 3), 500), Lot(10, new(2026, 7, 22), 200),
            Lot(11, new(2026, 10, 25), bought: 500),
        ],
        PaidFor =
        [
            PaidFor(7, (UsageKind.International, 165.6475m), (UsageKind.ConferenceDialOut, 28.37m), (UsageKind.TollFreeAttendant, 18.1085m),
                (UsageKind.TollFreeConference, 14.6415m)),
            PaidFor(8, (UsageKind.International, 235.55m), (UsageKind.ConferenceDialOut, 26.6855m), (UsageKind.TollFreeAttendant, 20.95m),
                (UsageKind.TollFreeConference, 22.964m), (UsageKind.Overage, 5.8805m)),
        ],
        TopUps = [new(49_210, new(2026, 10, 25), new(2026, 10, 25), 11, EntryKind.Purchase, null, Money.OfUnits(500), false, "topup:0192f0c7")],
        Lapses = [new(48_990, new(2026, 10, 14), new(2026, 10, 15), 7, EntryKind.Expiry, null, Money.Of(-143.2225m), false, "lot:7")],
        CorrectionsAndLate =
        [
            new(48_733, new(2026, 9, 29), new(2026, 10, 6), 7, EntryKind.Correction, null, Money.Of(2.85m), true, "correction:C-0004"),
            new(48_801, new(2026, 9, 30), new(2026, 10, 7), 8, EntryKind.Usage, UsageKind.International, Money.Of(-4.2m), true, "import:2026-09", Count: 12),
        ],
        BalanceByDay = [.. Enumerable.Range(1, 31).Select(day => Money.Of(decimal.Round(day switch
        {
            <= 14 => 2067.14m - 14.1m * day, <= 24 => 2067.14m - 143.2225m - 16.4m * day, < 31 => 2422.9175m - 17m * day, _ => 1887.97m,
        }, 2)))],
        ByCountry =
        [
            new("Dominican Republic", 120, 610, Money.Of(69.5975m)), new("Brazil", 66, 402, Money.Of(58.59m)), new("Kenya", 14, 70, Money.Of(33.35m)), new("Germany", 42, 301, Money.Of(27.9m)),
            new("El Salvador", 29, 160, Money.Of(26.68m)), new("Australia", 32, 140, Money.Of(26.13m)), new("United States", 500, 2_300, Money.Of(200)), new("Réunion", 20, 110, Money.Of(90.045m)), new("", 2, 40, Money.Of(6.505m)),
        ],
        ByPerson =
        [
            new("person:00000000-0000-0000-0000-00000000a001", 307, 1_500, Money.Of(286.8m)), new("person:00000000-0000-0000-0000-00000000a002", 413, 2_196, Money.Of(212.939m)), new("", 105, 437, Money.Of(39.0585m)),
        ],
        AwaitingCount = 3,
        AwaitingAmount = Money.Of(8.4m),
        BilledAfterUse = Money.Of(12.5m),
    };

    /// <summary>A month in which nothing moved and nothing is held.</summary>
    public static Statement Idle(string currency = "USD") => Of("Nordlicht GmbH", currency) with
    {
        EntryCount = 0,
        FirstSequence = 0,
        LastSequence = 0,
        Closed = null,
    };

    /// <summary>More used than held: the only lot is spent and the pool stands below zero.</summary>
    public static Statement BelowZero() => Of("Überzogen & Söhne AG", "EUR") with
    {
        Opening = Money.OfUnits(100),
        Used = Money.Of(151.505m),
        Closing = Money.Of(-51.505m),
        Overdraft = Money.Of(51.505m),
        Usage = [new(UsageKind.International, 12, 150, Money.Of(151.505m))],
        Lots = [Lot(1, new(2026, 1, 31), 100, used: 100)],
        PaidFor = [PaidFor(1, (UsageKind.International, 100)), PaidFor(null, (UsageKind.International, 51.505m))],
        BalanceByDay = [.. Enumerable.Range(1, 31).Select(day => Money.Of(100 - day * 4.887m) is var left && day == 31 ? Money.Of(-51.505m) : left)],
    };

    /// <summary>Many lots, all kinds of call, large sums and many top-ups: what a page must break for.</summary>
    public static Statement ManyLots(int count, string currency = "USD")
    {
        var kinds = Enum.GetValues<UsageKind>();
        decimal Used(int lot, int kind) => lot * 100.25m + kind * 11.115m;
        var lots = Enumerable.Range(1, count).Select(n => Lot(n, new DateOnly(2025, 11, 1).AddDays(5 * n), n == count ? 0 : 1_000_000, n == count ? 1_000_000 : 0,
            used: kinds.Select((_, k) => Used(n, k)).Sum())).ToArray();
        var used = lots.Select(l => l.Used).Total();
        return Of("Weltweit Verbindungen AG", currency) with
        {
            Opening = lots.Select(l => l.Opening).Total(),
            Bought = lots.Select(l => l.Bought).Total(),
            Used = used,
            Closing = lots.Select(l => l.Closing).Total(),
            Lots = lots,
            Usage = [.. kinds.Select((kind, k) => new UsageLine(kind, 1_000 * count, 5_000 * count, Money.Of(Enumerable.Range(1, count).Sum(n => Used(n, k)))))],
            ByCountry = [.. Enumerable.Range(1, 90).Select(n => new ShareLine($"Country with the rather long name number {n}", 100 + n, 500, Money.Of(n * 3.335m))).OrderByDescending(l => l.Amount)],
            ByPerson = [.. Enumerable.Range(1, 300).Select(n => new ShareLine($"person:00000000-0000-0000-0000-{n:000000000000}", 10, 50, Money.Of(n * 0.995m))).OrderByDescending(l => l.Amount)],
            PaidFor = [.. Enumerable.Range(1, count).Select(n => PaidFor(n, [.. kinds.Select((kind, k) => (kind, Used(n, k)))]))],
            TopUps = [.. Enumerable.Range(1, count).Select(n => new MovementLine(n, new(2026, 10, 1 + n % 31), new(2026, 10, 1 + n % 31), n, EntryKind.Purchase, null,
                Money.OfUnits(n == count ? 1_000_000 : 0), false, $"topup:0192f0c7-6d2a-7a31-9a0c-{n:000000000000}"))],
            CorrectionsAndLate = [.. Enumerable.Range(1, count).Select(n => new MovementLine(n, new(2026, 9, 1 + n % 30), new(2026, 10, 5), n, EntryKind.Usage,
                kinds[n % kinds.Length], Money.Of(-0.005m * n), true, $"import:{new string('x', n)}", n))],
            BalanceByDay = [.. Enumerable.Range(1, 31).Select(_ => lots.Select(l => l.Closing).Total())],
        };
    }

    /// <summary>Every line, every column, and parts of a cent everywhere: lots across which rounding is needed.</summary>
    public static Statement Everything(string currency = "USD")
    {
        LotLine[] lots =
        [
            Lot(1, new(2025, 10, 2), 100.0049m, used: 20.0049m, lapsed: 60.0051m, corrected: -4.9949m) with { PaidBack = Money.Of(15) },
            Lot(2, new(2025, 12, 24), 250.0051m, used: 75.00333m),
            Lot(3, new(2026, 10, 11), bought: 300, used: 10.004m, corrected: 1.0051m) with { MadeGood = Money.Of(33.335m) },
            Lot(4, new(2026, 10, 12), bought: 45.00005m),
        ];
        lots[0] = lots[0] with { Closing = Money.Of(0) };
        lots[2] = lots[2] with { Closing = lots[2].Closing - lots[2].MadeGood };
        var (opening, used) = (lots.Select(l => l.Opening).Total() - Money.Of(33.335m), lots.Select(l => l.Used).Total());
        return Marlow(currency) with
        {
            Opening = opening,
            Bought = Money.OfUnits(300),
            OpeningLots = Money.Of(45.00005m),
            CreditedBack = Money.Of(2.004m),
            Used = used,
            Lapsed = Money.Of(60.0051m),
            PaidBack = Money.OfUnits(15),
            Corrections = Money.Of(-5.9938m),
            Closing = lots.Select(l => l.Closing).Total(),
            Lots = lots,
            AtRisk = lots[1].Closing,
            BalanceByDay = [.. Enumerable.Range(1, 31).Select(day =>
                opening + Money.Of(day switch { < 3 => 0, < 11 => -60.0051m, < 12 => 239.9949m, _ => 284.99495m - day }) is var left && day == 31
                    ? lots.Select(l => l.Closing).Total() : left)],
            Usage = [new(UsageKind.International, 7, 70, Money.Of(75.00333m)), new(UsageKind.CallMeAt, 3, 9, Money.Of(20.0049m)), new(UsageKind.Premium, 1, 4, Money.Of(10.004m))],
            ByCountry = [new("Brazil", 7, 70, Money.Of(75.00333m)), new("", 4, 13, Money.Of(30.0089m))],
            ByPerson = [new("person:00000000-0000-0000-0000-00000000a001", 11, 83, Money.Of(105.01223m))],
            Sections = [new("DeferredTitle", ["DeferredQuarter", "LotCount", "DeferredValue"], [new([new MonthSpan(new(2026, 10), new(2026, 12)), 1, Money.Of(17.00449m)]), new([new MonthSpan(new(2027, 1), new(2027, 3)), 2, Money.Of(1.0044m)]), new(["Total", 3, Money.Of(18.00889m)], IsTotal: true)])],
            PaidFor = [PaidFor(1, (UsageKind.CallMeAt, 20.0049m)), PaidFor(2, (UsageKind.International, 70.004m), (UsageKind.Premium, 4.99933m)), PaidFor(3, (UsageKind.Premium, 10.004m))],
            TopUps =
            [
                new(3, new(2026, 10, 11), new(2026, 10, 11), 3, EntryKind.Purchase, null, Money.OfUnits(300), false, "topup:" + new string('a', 90)),
                new(4, new(2026, 10, 12), new(2026, 10, 12), 4, EntryKind.OpeningLot, null, Money.Of(45.00005m), false, "lot:4"),
            ],
            Lapses =
            [
                new(1, new(2026, 10, 2), new(2026, 10, 3), 1, EntryKind.Expiry, null, Money.Of(-80.0051m), false, "lot:1"),
                new(2, new(2026, 10, 2), new(2026, 10, 9), 1, EntryKind.ExpiryReversal, null, Money.OfUnits(20), true, "call:77"),
            ],
            CorrectionsAndLate = [.. Enum.GetValues<EntryKind>().Select((kind, n) => new MovementLine(
                10 + n, new(2026, 10, 1 + n), new(2026, 10, 2 + n), n, kind, n % 2 == 0 ? UsageKind.PayPerMinuteTollFreeIn : null, Money.Of(n - 5.0049m), n > 5,
                string.Join(' ', Enumerable.Repeat("why", 10 * n)), 1 + n) with { Lot = n == 0 ? null : n })],
        };
    }

    private static Statement Of(string name, string currency) => new()
    {
        Organization = new()
        {
            Id = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), Name = name, Currency = Currency.Of(currency),
            Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles")), BooksBegin = new(2024, 1, 1),
        },
        Period = October, Closed = new DateTime(2026, 11, 3, 18, 0, 0, DateTimeKind.Utc),
        Opening = default, Bought = default, OpeningLots = default, CreditedBack = default, Used = default, Lapsed = default, PaidBack = default,
        Corrections = default, Closing = default, Overdraft = default, BilledAfterUse = default, AtRisk = default, AwaitingAmount = default,
        Usage = [], ByCountry = [], ByPerson = [], Lots = [], PaidFor = [], TopUps = [], Lapses = [], CorrectionsAndLate = [],
        BalanceByDay = [.. Enumerable.Repeat(Money.Zero, 31)], AwaitingCount = 0,
        FirstSequence = 48_618, LastSequence = 49_445, EntryCount = 828, HeadSequence = 49_445, HeadHash = Digits, Fingerprint = Digits,
    };

    private static LotLine Lot(
        int number, DateOnly purchased, decimal opening = 0, decimal bought = 0, decimal used = 0, decimal lapsed = 0, decimal corrected = 0) => new()
        {
            Number = number, Purchased = purchased, LastUsableDay = CreditLot.LastUsableDayOf(purchased), Opening = Money.Of(opening),
            Bought = Money.Of(bought), Used = Money.Of(used), Lapsed = Money.Of(lapsed), Corrected = Money.Of(corrected), MadeGood = default,
            PaidBack = default, Closing = Money.Of(opening + bought + corrected - used - lapsed),
            HasEnded = CreditLot.LastUsableDayOf(purchased) <= October.LastDay,
        };

    private static PaidForLine PaidFor(int? lot, params (UsageKind Kind, decimal Amount)[] kinds) =>
        new(lot, kinds.ToDictionary(k => k.Kind, k => Money.Of(k.Amount)), Money.Of(kinds.Sum(k => k.Amount)));
}
