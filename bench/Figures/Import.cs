using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Bench.Figures;

/// <summary>A file of calls without charges read, rated and booked, beside the bare insertion of the very rows that came of it, and beside the sqlite3 shell's <c>.import</c> of the same file.</summary>
internal static class Import
{
    public static async Task RunAsync(Scale scale)
    {
        var file = CallFile.Make(scale.Rows);
        List<double> ours = [], bare = [], shell = [];
        for (var pair = 0; pair < scale.Pairs; pair++)
        {
            await using var books = await Books.NewAsync();
            var (took, batches) = await ImportAsync(books, file);
            ours.Add(took);
            using (var rows = BareRows.Of(books.File, "Calls", "Entries"))
            {
                await using var empty = await Books.NewAsync();
                bare.Add(rows.Insert(empty.File, batches));
            }
            shell.Add(Shell(file));
        }
        Console.WriteLine($"import of {scale.Rows:N0} rows ({new FileInfo(file).Length / 1e6:0} MB): {ours.Median() / bare.Median():0.00} x bare insertion of the same rows; {ours.Median() / shell.Median():0.00} x sqlite3 .import of the file with a unique index");
        Console.WriteLine($"  import {ours.Range()}, {scale.Rows / ours.Median():N0} rows/s; bare {bare.Range()}; .import {shell.Range()}");
        await MemoryAsync(scale);
    }

    public static async Task<(double Seconds, int Batches)> ImportAsync(Books books, string file)
    {
        Guid id;
        await using (var content = File.OpenRead(file)) id = (await books.Get<UsageOperations>().StartImportAsync(books.Actor, Path.GetFileName(file), content, default)).Value!.First;
        var batches = 0;
        using (books.Get<BalanceFeed>().Subscribe(books.Actor.OrganizationId, _ => batches++))
        {
            var watch = Stopwatch.StartNew();
            await books.Get<ImportQueue>().RunWaitingAsync(default);
            var took = watch.Elapsed.TotalSeconds;
            await using var db = books.Get<Database>().Read(books.Actor, Permission.SeeUsage);
            var import = await db.Imports.SingleAsync(i => i.Id == id);
            if (import.State != ImportState.Done || import.Records == 0 || import.Charged == 0) throw new InvalidOperationException($"The import ended as {import.State} with {import.Records} records, {import.Charged} charged, {import.Exceptions} exceptions.");
            return (took, Math.Max(1, batches));
        }
    }

    private static double Shell(string file)
    {
        var path = Path.Combine(Path.GetTempPath(), $"cc-bench-shell-{Guid.NewGuid():N}.db");
        var header = File.ReadLines(file).First().TrimStart('\uFEFF').Split(',');
        var columns = string.Join(", ", header.Select(h => $"\"{h.Trim('"')}\" TEXT"));
        var script = $"PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\nCREATE TABLE calls ({columns});\nCREATE UNIQUE INDEX ids ON calls(\"UsageId\");\n.mode csv\n.import --skip 1 \"{file}\" calls\n";
        var watch = Stopwatch.StartNew();
        using (var shell = Process.Start(new ProcessStartInfo("sqlite3", [path]) { RedirectStandardInput = true, RedirectStandardOutput = true })!)
        {
            shell.StandardInput.Write(script);
            shell.StandardInput.Close();
            shell.StandardOutput.ReadToEnd();
            shell.WaitForExit();
        }
        var took = watch.Elapsed.TotalSeconds;
        foreach (var end in new[] { "", "-wal", "-shm" }) File.Delete(path + end);
        return took;
    }

    /// <summary>Peaks of two sizes, each in a process of its own.</summary>
    private static async Task MemoryAsync(Scale scale)
    {
        var peaks = new List<double>();
        foreach (var rows in new[] { scale.Rows / 10, scale.Rows }) peaks.Add(double.Parse(await Itself.RunAsync("import-once", CallFile.Make(rows)), System.Globalization.CultureInfo.InvariantCulture));
        Console.WriteLine($"  memory: {peaks[1] - peaks[0]:+0;-0} MB from {scale.Rows / 10:N0} to {scale.Rows:N0} rows; peaks {peaks[0]:0} and {peaks[1]:0} MB resident");
    }

    /// <summary>Prints the peak of resident memory in MB.</summary>
    public static async Task<int> OnceAsync(string file)
    {
        await using var books = await Books.NewAsync();
        var peak = 0.0;
        await using (new Timer(_ => peak = Math.Max(peak, Machine.ResidentMb), null, 0, 20)) await ImportAsync(books, file);
        Console.WriteLine(peak.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    }
}
