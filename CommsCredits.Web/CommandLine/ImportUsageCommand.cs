using System.CommandLine;
using System.Globalization;
using System.Resources;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Resources;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>import-usage FILE…</c>: takes call exports in, one after another, and does what follows from them.</summary>
internal static class ImportUsageCommand
{
    private static readonly ResourceManager s_texts = new(typeof(PortalTexts));

    private sealed record Result(string File, ImportState State, int Lines, int Records, int Known, int Exceptions, int Unreadable, int Charged, decimal ChargedAmount, decimal Balance, string? Fault,
        IReadOnlyList<string> FaultFigures, IReadOnlyList<string> Skipped);

    public static Command Make()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "PSTN.calls.*.csv, or Calls.Export.*.zip", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import-usage", "Imports call exports. The same file again books nothing twice; what was stopped or broken off goes on behind the last booked line.") { files };
        command.Does(async (parsed, host, cancel) =>
        {
            var json = parsed.GetValue(Commands.Json);
            var actor = await host.ActorAsync(parsed.GetValue(Commands.Organization), cancel);
            if (parsed.GetValue(files)!.FirstOrDefault(f => !f.Exists) is { } missing) throw new CommandException($"There is no file '{missing}'.");
            var exitCode = 0;
            foreach (var file in parsed.GetValue(files)!)
                foreach (var import in await StartAsync(host, actor, file, cancel))
                {
                    var result = await ImportAsync(host, actor, import, showsProgress: !json && !Console.IsErrorRedirected, cancel);
                    CommandOutput.Write(json, result, Words(result));
                    exitCode = Math.Max(exitCode, result.State switch { ImportState.Done => 0, ImportState.Failed => 1, _ => 2 });
                    if (cancel.IsCancellationRequested) return exitCode;
                }
            return exitCode;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Guid>> StartAsync(CommandHost host, Actor actor, FileInfo file, CancellationToken cancel)
    {
        await using var content = file.OpenRead();
        var started = await host.Get<UsageOperations>().StartImportAsync(actor, file.Name, content, cancel);
        return started.Value?.Imports ?? throw new CommandException($"{file.Name}: {Words(started.Refused!)} Nothing was booked.");
    }

    /// <summary>Told to stop, it stops the import between two batches rather than in one.</summary>
    private static async Task<Result> ImportAsync(CommandHost host, Actor actor, Guid import, bool showsProgress, CancellationToken cancel)
    {
        var running = host.Get<UsageImporter>().RunAsync(actor, import, CancellationToken.None);
        using (var progress = new ImportProgressLine(host.Get<ImportsReader>(), actor, import, showsProgress))
        {
            while (!running.IsCompleted && !cancel.IsCancellationRequested)
            {
                await Task.WhenAny(running, Task.Delay(ImportProgressLine.Rhythm, cancel));
                await progress.ShowAsync();
            }
        }
        if (!running.IsCompleted) await host.Get<UsageOperations>().StopImportAsync(actor, import, CancellationToken.None);
        await running;
        if (!cancel.IsCancellationRequested) await host.Get<JobRunner>().RunDueAsync(cancel);
        return await ResultAsync(host, actor, import);
    }

    private static async Task<Result> ResultAsync(CommandHost host, Actor actor, Guid id)
    {
        await using var db = host.Get<Database>().Read(actor, Permission.SeeUsage);
        var import = await db.Imports.SingleAsync(i => i.Id == id);
        var balance = (await db.Lots.ToListAsync()).Select(l => l.Left).Total() - (await db.Pools.SingleAsync()).Overdraft;
        return new(import.FileName, import.State, import.Lines, import.Records, import.Known, import.Exceptions, import.Unreadable, import.Charged, import.ChargedAmount.ToDecimal(), balance.ToDecimal(), import.FaultCode,
            import.FaultFigures is null ? [] : StoredJson.Read<string[]>(import.FaultFigures), import.Skipped is null ? [] : StoredJson.Read<string[]>(import.Skipped));
    }

    private static string FaultWords(Result r) =>
        string.Format(CultureInfo.InvariantCulture, s_texts.GetString($"File_{r.Fault}", CultureInfo.InvariantCulture) ?? r.Fault!, UnreadableFile.Figures(r.Fault!, r.FaultFigures));

    private static string Words(Result r) => r.State switch
    {
        ImportState.Failed => $"{r.File}: cannot be read. {FaultWords(r)} {r.Lines} lines before the fault are taken in and stay.",
        ImportState.Canceled => $"{r.File}: stopped after {r.Lines} lines; what is booked stays booked. Run the same command again to go on.",
        ImportState.Done => string.Create(CultureInfo.InvariantCulture,
            $"{r.File}: {r.Lines} lines = {r.Records} taken in + {r.Known} known + {r.Exceptions} exceptions + {r.Unreadable} unreadable; {r.Charged} charged, {r.ChargedAmount:0.00}. Balance now {r.Balance:0.00}.")
            + (r.Skipped.Count == 0 ? "" : $" Left in the archive: {string.Join(", ", r.Skipped)}."),
        _ => $"{r.File}: another process is importing it just now, {r.Lines} lines so far. Its page shows how it goes; run the same command again if that process is gone.",
    };

    private static string Words(Refused refused) => refused.Code switch
    {
        "FileEmpty" => "the file is empty.",
        "FileTooLarge" => $"the file is larger than {refused.Figures[0]} MB.",
        "QueueFull" => $"too much is waiting already: at most {refused.Figures[0]} files and {refused.Figures[1]} MB of one organization. Try again when some are done.",
        "ArchiveDamaged" => "the archive is damaged and cannot be unpacked whole.",
        "ArchiveEncrypted" => "the archive is protected by a password; unpack it first.",
        "ArchiveNoCalls" => "there is no PSTN.calls file in the archive.",
        "ArchiveNested" => "a PSTN.calls file in the archive is an archive itself.",
        "ArchiveTooMany" => $"the archive holds more than {refused.Figures[0]} files.",
        "ArchiveTooLarge" => $"what the archive holds is larger than {refused.Figures[0]} MB.",
        "ArchiveTooDense" => $"what the archive holds is more than {refused.Figures[0]} times its size; that is no call export.",
        _ => $"{refused.Code} {string.Join(' ', refused.Figures)}".TrimEnd() + ".",
    };
}
