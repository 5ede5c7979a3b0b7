using System.Diagnostics;
using CommsCredits.Web.Features.Overview;

namespace CommsCredits.Bench.Figures;

/// <summary>Ten purchases, and as many readings of Overview, while a file is taken in.</summary>
internal static class Purchases
{
    public static async Task RunAsync(Scale scale)
    {
        var file = CallFile.Make(scale.Rows);
        await using var books = await Books.NewAsync();
        await books.BuyAsync("warm", 10);
        await books.Get<OverviewReader>().ReadAsync(books.Actor, default);
        var import = Task.Run(() => Import.ImportAsync(books, file));
        List<double> purchases = [], pages = [];
        for (var i = 0; i < 10 && !import.IsCompleted; i++)
        {
            await Task.Delay(scale.Rows / 1_000);
            var watch = Stopwatch.StartNew();
            await books.BuyAsync($"during-{i}", 10);
            purchases.Add(watch.Elapsed.TotalSeconds);
            watch.Restart();
            await books.Get<OverviewReader>().ReadAsync(books.Actor, default);
            pages.Add(watch.Elapsed.TotalSeconds);
        }
        await import;
        Console.WriteLine($"while {scale.Rows:N0} rows are imported: slowest of {purchases.Count} purchases {purchases.Max() / 1.0:0.00} of 1 s; purchases {purchases.Range()}; Overview {pages.Range()}");
    }
}
