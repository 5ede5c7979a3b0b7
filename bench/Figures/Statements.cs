using System.Diagnostics;
using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Features.Statements;
using Microsoft.Data.Sqlite;

namespace CommsCredits.Bench.Figures;

/// <summary>The statement of a month of charged calls: the first time beside one grouped scan in SQL, then again, after one more posting, and as PDF.</summary>
internal static class Statements
{
    private static readonly Month s_month = new(2026, 9);

    public static async Task RunAsync(Scale scale)
    {
        await using var books = await Books.NewAsync();
        await books.PostAsync(scale.Entries);
        List<double> first = [], scan = [], again = [], posted = [], pdf = [], peaks = [];
        for (var pair = 0; pair < scale.Pairs; pair++)
        {
            await using var fresh = await Books.OpenAsync(books.Folder, books.Actor.OrganizationId);
            var reader = fresh.Get<StatementReader>();
            first.Add(await TimeAsync(() => reader.StatementAsync(fresh.Actor, s_month, default)));
            scan.Add(Scan(books.File));
            again.Add(await TimeAsync(() => reader.StatementAsync(fresh.Actor, s_month, default)));
            await fresh.BuyAsync($"statement-{pair}", 1);
            posted.Add(await TimeAsync(() => reader.StatementAsync(fresh.Actor, s_month, default)));
            var printed = (await Itself.RunAsync("print-once", books.Folder, $"{books.Actor.OrganizationId}")).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
            pdf.Add(printed[0]);
            peaks.Add(printed[1]);
        }
        Console.WriteLine($"statement of {scale.Entries:N0} charged calls: first time {first.Median() / scan.Median():0.00} x one grouped scan; again {again.Median() * 1e3:0.0} ms; after one more posting {posted.Median() * 1e3:0.0} ms; PDF {pdf.Median() * 1e3:0} ms, at most {peaks.Median():0} MB resident");
        Console.WriteLine($"  first {first.Range()}; scan {scan.Range()}");
    }

    /// <summary>Prints how long the PDF of a statement that was read before took, and the peak of resident memory in MB.</summary>
    public static async Task<int> OnceAsync(string folder, Guid organization)
    {
        await using var books = await Books.OpenAsync(folder, organization);
        var peak = 0.0;
        await using var watch = new Timer(_ => peak = Math.Max(peak, Machine.ResidentMb), null, 0, 20);
        await books.Get<StatementReader>().StatementAsync(books.Actor, s_month, default);
        var took = await TimeAsync(() => books.Get<StatementPrinter>().PrintAsync(books.Actor, s_month, StatementFormat.Pdf, CultureInfo.GetCultureInfo("en"), Paper.A4, default));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took} {Math.Max(peak, Machine.ResidentMb):0.0}"));
        return 0;
    }

    private static async Task<double> TimeAsync<T>(Func<Task<T?>> work)
    {
        var watch = Stopwatch.StartNew();
        if (await work() is null) throw new InvalidOperationException("There is no such statement.");
        return watch.Elapsed.TotalSeconds;
    }

    private static double Scan(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "From", "To", "Kind", "IsLate", substr("Effective", 1, 10), SUM("Amount"), COUNT(*), MIN("Sequence"), MAX("Sequence") FROM "Entries" WHERE "BookingMonth" = '2026-09' GROUP BY 1, 2, 3, 4, 5""";
        var watch = Stopwatch.StartNew();
        using var rows = command.ExecuteReader();
        while (rows.Read()) { }
        return watch.Elapsed.TotalSeconds;
    }
}
