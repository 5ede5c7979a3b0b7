using CommsCredits.Web.Ledger;

namespace CommsCredits.Bench.Figures;

/// <summary>The check of the books beside SQLite reading the same rows.</summary>
internal static class Check
{
    public static async Task RunAsync(Scale scale)
    {
        await using var books = await Books.NewAsync();
        await books.PostAsync(scale.Entries);
        List<double> ours = [], reading = [];
        for (var pair = 0; pair < scale.Pairs; pair++)
        {
            var report = await books.Get<BooksCheck>().RunAsync(books.Actor, default);
            if (report.Fault is { } fault) throw new InvalidOperationException(fault.ToString());
            ours.Add(report.Took.TotalSeconds);
            reading.Add(BareRows.ReadThrough(books.File, "Entries", "\"OrganizationId\", \"Sequence\""));
        }
        Console.WriteLine($"check of {scale.Entries:N0} entries: {ours.Median() / reading.Median():0.00} x SQLite reading the same rows");
        Console.WriteLine($"  check {ours.Range()}; reading {reading.Range()}");
    }
}
