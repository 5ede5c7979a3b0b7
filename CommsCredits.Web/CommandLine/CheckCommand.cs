using System.CommandLine;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>check</c>: every invariant and hash of every organization's books, or of one; exit 1 at the first fault, named by its entry.</summary>
internal static class CheckCommand
{
    private sealed record Result(string Organization, bool Clean, long Entries, int Lots, int ClosedMonths, long? FaultyEntry, string? Fault, long Milliseconds);

    public static Command Make()
    {
        var command = new Command("check", "Checks the books: chain, lots, overdraft, closed months. Exit code 1 and the entry's number at the first fault.");
        command.Does(async (parsed, host, cancel) =>
        {
            var exitCode = 0;
            var actors = await ActorsAsync(host, parsed.GetValue(Commands.Organization), cancel);
            if (actors.Count == 0) CommandOutput.Remark("There are no books yet: the first person who signs in makes them.");
            if (host.Get<PortalClock>().IsMoved) CommandOutput.Remark("The clock of these books was moved: it is a demo's. A portal in production does not start with them.");
            foreach (var (actor, name) in actors)
            {
                var report = await host.Get<BooksCheck>().RunAsync(actor, cancel);
                var result = new Result(name, report.Fault is null, report.Entries, report.Lots, report.ClosedMonths, report.Fault?.Sequence, report.Fault?.ToString(), (long)report.Took.TotalMilliseconds);
                if (!result.Clean) exitCode = 1;
                CommandOutput.Write(parsed.GetValue(Commands.Json), result, Words(result));
            }
            return exitCode;
        });
        return command;
    }

    private static async Task<List<(Actor Actor, string Name)>> ActorsAsync(CommandHost host, string? organization, CancellationToken cancel)
    {
        var one = organization is null ? null : await host.ActorAsync(organization, cancel);
        await using var db = host.Get<Database>().Server();
        var all = await db.Organizations.IgnoreQueryFilters().AsNoTracking().OrderBy(o => o.Name).ToListAsync(cancel);
        return [.. all.Where(o => one is null || o.Id == one.OrganizationId).Select(o => (Actor.CommandLine(o.Id), o.Name))];
    }

    private static string Words(Result r) => r.Clean
        ? $"{r.Organization}: clean. {r.Entries} entries, {r.Lots} lots, {r.ClosedMonths} closed months, in {r.Milliseconds} ms."
        : $"{r.Organization}: FAULT at {r.Fault}";
}
