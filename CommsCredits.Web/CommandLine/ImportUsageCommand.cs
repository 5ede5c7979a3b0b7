using System.CommandLine;
using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>import-usage FILE…</c>: takes call exports in, one after another, and does what follows from them.</summary>
internal static class ImportUsageCommand
{
    private sealed record Result(string File, ImportState State, int Lines, int Records, int Known, int Exceptions, int Unreadable, int Charged, decimal ChargedAmount, decimal Balance, string? Fault);

    public static Command Make()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "PSTN.calls.*.csv", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import-usage", "Imports call exports. The same file again books nothing twice.") { files };
        command.Does(async (parsed, host, cancel) =>
        {
            var json = parsed.GetValue(Commands.Json);
            var actor = await host.ActorAsync(parsed.GetValue(Commands.Organization), cancel);
            if (parsed.GetValue(files)!.FirstOrDefault(f => !f.Exists) is { } missing) throw new CommandException($"There is no file '{missing}'.");
            var exitCode = 0;
            foreach (var file in parsed.GetValue(files)!)
            {
                var result = await ImportAsync(host, actor, file, cancel);
                if (result.State == ImportState.Failed) exitCode = 1;
                CommandOutput.Write(json, result, Words(result));
            }
            return exitCode;
        });
        return command;
    }

    private static async Task<Result> ImportAsync(CommandHost host, Actor actor, FileInfo file, CancellationToken cancel)
    {
        await using var content = file.OpenRead();
        var started = await host.Get<UsageOperations>().StartImportAsync(actor, file.Name, content, cancel);
        if (started.Refused is { } refused) throw new CommandException($"{file.Name}: {refused.Code} {string.Join(' ', refused.Figures)}".TrimEnd() + ".");
        await host.Get<UsageImporter>().RunAsync(actor, started.Value, cancel);
        await host.Get<JobRunner>().RunDueAsync(cancel);
        await using var db = host.Get<Database>().Read(actor, Permission.SeeUsage);
        var import = await db.Imports.SingleAsync(i => i.Id == started.Value, cancel);
        var balance = (await db.Lots.ToListAsync(cancel)).Select(l => l.Left).Total() - (await db.Pools.SingleAsync(cancel)).Overdraft;
        return new(file.Name, import.State, import.Lines, import.Records, import.Known, import.Exceptions, import.Unreadable, import.Charged, import.ChargedAmount.ToDecimal(), balance.ToDecimal(), import.FaultCode);
    }

    private static string Words(Result r) => r.Fault is not null
        ? $"{r.File}: cannot be read ({r.Fault}); {r.Records} lines before the fault are booked."
        : string.Create(CultureInfo.InvariantCulture,
            $"{r.File}: {r.Lines} lines = {r.Records} taken in + {r.Known} known + {r.Exceptions} exceptions + {r.Unreadable} unreadable; {r.Charged} charged, {r.ChargedAmount:0.00}. Balance now {r.Balance:0.00}.");
}
