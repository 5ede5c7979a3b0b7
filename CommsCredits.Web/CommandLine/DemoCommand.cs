using System.CommandLine;
using CommsCredits.Web.CommandLine.Demo;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>demo</c>: makes a demo database; development only.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var clock = new Option<DateOnly?>("--clock") { Description = "The portal's day when the demo is ready (2026-09-01); it can be moved forward from there. Default: the machine's time." };
        var empty = new Option<bool>("--empty") { Description = "One organization with no history, whose books begin on that day." };
        var begin = new Option<DateOnly?>("--begin") { Description = "With --empty: the day on which the books begin. Default: the clock's day." };
        var purchases = new Option<int>("--purchases") { Description = "With --empty: so many recorded purchases of 500 on the day the books begin." };
        var zone = new Option<string>("--zone") { Description = "The organization's time zone.", DefaultValueFactory = _ => "America/Los_Angeles" };
        var months = new Option<int>("--months") { Description = "Months of history.", DefaultValueFactory = _ => 14 };
        var calls = new Option<int?>("--calls") { Description = "Calls in total (100 to 2000000). Default: the demo's own pace, about 800 a month." };
        var seed = new Option<int>("--seed") { Description = "Another seed invents other calls.", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Makes a demo database. Development only; refuses a database that is in use.") { clock, empty, begin, purchases, zone, months, calls, seed };
        command.Does(async (parsed, host, cancel) =>
        {
            if (!host.IsDevelopment) throw new CommandException("Demo data is for development: set ASPNETCORE_ENVIRONMENT=Development.");
            if (parsed.GetValue(months) is < 2 or > 60) throw new CommandException("--months takes 2 to 60.");
            if (parsed.GetValue(calls) is < 100 or > 2_000_000) throw new CommandException("--calls takes 100 to 2000000.");
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(parsed.GetValue(zone)!, out var found)) throw new CommandException($"'{parsed.GetValue(zone)}' is not a time zone of this machine; take a name like Europe/Berlin or Etc/UTC.");
            var maker = host.Get<DemoSeed>();
            if (!maker.HasPeople) throw new CommandException("The demo needs the people of appsettings.Development.json, which a published copy does not have: put that file beside appsettings.json, or run the demo from the source.");
            if (!await maker.IsFreeAsync(cancel)) throw new CommandException("The folder holds a demo or other books already: give an empty one with --data FOLDER.");
            if (parsed.GetValue(begin) is not null && !parsed.GetValue(empty)) throw new CommandException("--begin goes with --empty.");
            var day = parsed.GetValue(clock);
            var made = await maker.RunAsync(new()
            {
                Clock = day is { } d ? TimeZoneInfo.ConvertTimeToUtc(d.ToDateTime(new TimeOnly(9, 0)), found) : null, IsEmpty = parsed.GetValue(empty), Begin = parsed.GetValue(begin), Purchases = parsed.GetValue(purchases), Zone = found.Id,
                Months = parsed.GetValue(months), Calls = parsed.GetValue(calls), Seed = parsed.GetValue(seed),
            }, cancel);
            CommandOutput.Write(parsed.GetValue(Commands.Json), made, $"{made.Organization}: {made.Entries} entries, {made.Lots} lots. The portal's time is {made.Clock:yyyy-MM-dd HH:mm} UTC.");
            return 0;
        });
        return command;
    }
}
