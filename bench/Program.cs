using CommsCredits.Bench;
using CommsCredits.Bench.Figures;

// dotnet run -c Release --project bench [-- import|rating|overview|lots|statement|check …] [--small]
// dotnet run -c Release --project bench -- writers [--seconds 10]: sixteen writers on one data folder.
// Prints each figure as a ratio measured side by side in one run, with the absolute values beside it. bench/README.md says how each is measured.
var figures = new Dictionary<string, Func<Scale, Task>>
{
    ["rating"] = Rating.RunAsync, ["import"] = Import.RunAsync, ["purchases"] = Purchases.RunAsync, ["overview"] = Overview.RunAsync, ["lots"] = Lots.RunAsync, ["statement"] = Statements.RunAsync, ["check"] = Check.RunAsync,
};
if (args is ["overview-once", var folder, var organization]) return await Overview.OnceAsync(folder, Guid.Parse(organization));
if (args is ["print-once", var printed, var payer]) return await Statements.OnceAsync(printed, Guid.Parse(payer));
if (args is ["import-once", var file]) return await Import.OnceAsync(file);
if (args is ["writers", .. var more]) return await Writers.RunAsync(more is ["--seconds", var seconds] ? int.Parse(seconds) : 10);
var scale = args.Contains("--small") ? Scale.Small : Scale.Full;
var asked = args.Where(a => !a.StartsWith('-')).ToList();
if (asked.Find(a => !figures.ContainsKey(a)) is { } unknown)
{
    Console.Error.WriteLine($"There is no figure '{unknown}'. There are: {string.Join(", ", figures.Keys)}.");
    return 2;
}
Machine.Print();
foreach (var (name, run) in figures)
    if (asked.Count == 0 || asked.Contains(name)) await run(scale);
return 0;
