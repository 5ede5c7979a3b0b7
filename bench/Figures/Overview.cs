using System.Diagnostics;
using System.Globalization;
using CommsCredits.Web.Features.Overview;

namespace CommsCredits.Bench.Figures;

/// <summary>Fifty readings of Overview in a fresh process, with many entries and with few; and fifty more right after a posting.</summary>
internal static class Overview
{
    private const int Requests = 50;

    public static async Task RunAsync(Scale scale)
    {
        await using var few = await Books.NewAsync();
        await few.PostAsync(scale.FewEntries);
        await using var many = await Books.NewAsync();
        await many.PostAsync(scale.Entries);
        var (small, large) = (await MeasureAsync(few), await MeasureAsync(many));
        Console.WriteLine($"overview with {scale.Entries:N0} entries: {large[0] / small[0]:0.00} x {scale.FewEntries:N0} entries (p50 of {Requests}: {large[0]:0.00} and {small[0]:0.00} ms); right after a posting {large[1] / small[1]:0.00} x ({large[1]:0.00} and {small[1]:0.00} ms)");
    }

    /// <summary>Prints both medians, in milliseconds.</summary>
    public static async Task<int> OnceAsync(string folder, Guid organization)
    {
        await using var books = await Books.OpenAsync(folder, organization);
        var before = await MedianAsync(books, () => Task.CompletedTask);
        var posts = 0;
        var after = await MedianAsync(books, () => books.BuyAsync($"overview-{Guid.NewGuid()}-{posts++}", 1));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before} {after}"));
        return 0;
    }

    private static async Task<double> MedianAsync(Books books, Func<Task> first)
    {
        var times = new List<double>();
        for (var i = 0; i < Requests; i++)
        {
            await first();
            var watch = Stopwatch.StartNew();
            await books.Get<OverviewReader>().ReadAsync(books.Actor, default);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return times.Median();
    }

    /// <summary>The medians of three processes.</summary>
    private static async Task<double[]> MeasureAsync(Books books)
    {
        var runs = new List<double[]>();
        for (var i = 0; i < 3; i++)
            runs.Add([.. (await Itself.RunAsync("overview-once", books.Folder, books.Actor.OrganizationId.ToString("D"))).Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))]);
        return [runs.Select(r => r[0]).Median(), runs.Select(r => r[1]).Median()];
    }
}
