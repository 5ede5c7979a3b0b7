using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Web.Features.Funding;
using CommsCredits.Web.Features.Overview;

namespace CommsCredits.Bench.Figures;

/// <summary>What years of purchases cost: a purchase, a batch of charges, Overview and Funding with thousands of lots that are used up, beside the same with ten lots. Both hold ten lots with money and as many entries.</summary>
internal static class Lots
{
    private const int Open = 10, Batch = 500, Rounds = 30;

    public static async Task RunAsync(Scale scale)
    {
        await using var few = await Books.NewAsync(units: 1_000);
        await using var many = await Books.NewAsync(units: 1);
        for (var lot = 1; lot < scale.Lots - Open; lot++) await many.BuyAsync($"used-{lot}", 1);
        await many.ChargeAsync(1, Money.OfUnits(scale.Lots - Open));
        // As many entries of charges as the others have of purchases
        await few.ChargeAsync(2 * (scale.Lots - Open), new(10_000));
        for (var lot = 0; lot < Open; lot++)
        {
            await few.BuyAsync($"open-{lot}", 100_000);
            await many.BuyAsync($"open-{lot}", 100_000);
        }
        var figures = new (string Name, Func<Books, Task> Run)[]
        {
            ("a purchase", b => b.BuyAsync($"{Guid.NewGuid()}", 1)),
            ($"a batch of {Batch} charges", b => b.ChargeAsync(Batch, new(10_000))),
            ("Overview", b => b.Get<OverviewReader>().ReadAsync(b.Actor, default)),
            ("Funding", b => b.Get<FundingReader>().FactsAsync(b.Actor, default)),
        };
        foreach (var (name, run) in figures)
        {
            var (small, large) = (new List<double>(), new List<double>());
            for (var round = -3; round < Rounds; round++)
            {
                var (one, other) = (await TimeAsync(() => run(few)), await TimeAsync(() => run(many)));
                if (round < 0) continue;
                small.Add(one);
                large.Add(other);
            }
            Console.WriteLine($"lots: {name} with {scale.Lots:N0} lots {large.Median() / small.Median():0.00} x {Open + 1} lots (median of {Rounds}: {large.Median():0.00} and {small.Median():0.00} ms)");
        }
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed.TotalMilliseconds;
    }
}
