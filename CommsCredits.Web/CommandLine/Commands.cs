using System.CommandLine;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.CommandLine;

/// <summary>
/// The verbs of an operator. Without a verb the program is the portal. Exit codes: 0 done; 1 the books or the file have a fault; 2 it cannot be done as asked.
/// </summary>
public static class Commands
{
    /// <summary>Shared by every verb.</summary>
    internal static readonly Option<bool> Json = new("--json") { Description = "One line of JSON instead of words.", Recursive = true };
    internal static readonly Option<string?> Data = new("--data") { Description = "The data folder; default: as the settings say (Data:Folder).", Recursive = true };
    internal static readonly Option<string?> Organization = new("--organization") { Description = "The organization's name or id, where there are several.", Recursive = true };

    /// <summary>How long a verb that was told to stop (Ctrl+C) may take to come to a good end.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly Lazy<RootCommand> s_root = new(Make);

    /// <summary>True where the arguments begin with a verb or ask for help; all else starts the portal.</summary>
    public static bool AreAsked(string[] args) =>
        args is [var first, ..] && (s_root.Value.Subcommands.Any(c => c.Name == first) || first is "--help" or "-h" or "help" or "--version");

    public static Task<int> RunAsync(string[] args) => s_root.Value.Parse(args is ["help", ..] ? ["--help"] : args).InvokeAsync(new() { ProcessTerminationTimeout = s_patience });

    /// <summary>Runs a verb on an open host and turns what cannot be done into a message and an exit code.</summary>
    internal static void Does(this Command command, Func<ParseResult, CommandHost, CancellationToken, Task<int>> work) =>
        command.SetAction(async (parsed, cancel) =>
        {
            var json = parsed.GetValue(Json);
            try
            {
                await using var host = await CommandHost.OpenAsync(parsed.GetValue(Data), cancel);
                return await work(parsed, host, cancel);
            }
            catch (CommandException fault)
            {
                return CommandOutput.Complain(json, fault.Message, 2);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return CommandOutput.Complain(json, "Stopped.", 2);
            }
            catch (Exception fault) when (StorageTroubles.Of(fault) is not null)
            {
                return CommandOutput.Complain(json, StorageTroubles.Words(fault)!, 2);
            }
            catch (IOException fault)
            {
                return CommandOutput.Complain(json, fault.Message, 2);
            }
        });

    private static RootCommand Make() => new("CommsCredits: a portal for prepaid telephone money. Without a verb the portal starts.")
    {
        Json, Data, Organization, DemoCommand.Make(), ImportUsageCommand.Make(), StatementCommand.Make(), CheckCommand.Make(),
    };
}
