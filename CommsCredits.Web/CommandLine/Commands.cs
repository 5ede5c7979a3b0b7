using System.CommandLine;
using System.CommandLine.Help;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.CommandLine;

/// <summary>
/// The verbs of an operator. Without a verb the program is the portal. Exit codes: 0 done; 1 the books or the file have a fault; 2 it cannot be done as asked.
/// </summary>
public static class Commands
{
    /// <summary>Shared by every verb.</summary>
    internal static readonly Option<bool> Json = new("--json") { Description = "One line of JSON instead of words.", Recursive = true };
    internal static readonly Option<string?> Data = new("--data") { Description = "The data folder; default: as the settings say (Data:Folder).", HelpName = "FOLDER", Recursive = true };
    internal static readonly Option<string?> Organization = new("--organization") { Description = "The organization's name or id, where there are several.", HelpName = "NAME", Recursive = true };

    /// <summary>How long a verb that was told to stop (Ctrl+C) may take to come to a good end.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly Lazy<RootCommand> s_root = new(Make);

    /// <summary>True where the arguments begin with a word - a verb, or one that is misspelt - or ask for help; settings (<c>--key value</c>, <c>key=value</c>) and none start the portal.</summary>
    public static bool AreAsked(string[] args) =>
        args is [var first, ..] && (first is "--help" or "-h" or "-?" or "--version" || (first is not ['-' or '/', ..] && !first.Contains('=', StringComparison.Ordinal)));

    /// <summary>Runs a verb with what it says going elsewhere than to the console.</summary>
    public static Task<int> RunAsync(string[] args, TextWriter results, TextWriter complaints)
    {
        CommandOutput.SendTo(results, complaints);
        return RunAsync(args, new InvocationConfiguration { Output = results, Error = complaints, ProcessTerminationTimeout = s_patience });
    }

    public static Task<int> RunAsync(string[] args) => RunAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = s_patience });

    /// <summary><c>help VERB</c> is <c>VERB --help</c>. What cannot be understood says so with exit code 2.</summary>
    private static async Task<int> RunAsync(string[] args, InvocationConfiguration configuration)
    {
        var parsed = s_root.Value.Parse(args is ["help", .. var verb] ? [.. verb, "--help"] : args);
        return parsed is { Action: ManualPage, UnmatchedTokens.Count: 0 } || (parsed.Errors.Count == 0 && parsed.UnmatchedTokens.Count == 0)
            ? await parsed.InvokeAsync(configuration)
            : CommandOutput.Complain(args.Contains(Json.Name), $"{string.Join(" ", parsed.Errors.Select(e => e.Message).DefaultIfEmpty($"There is no verb '{string.Join(' ', parsed.UnmatchedTokens)}'."))} See commscredits help.", 2);
    }

    internal static RootCommand Root => s_root.Value;

    /// <summary>Runs a verb on an open host and turns what cannot be done into a message and an exit code.</summary>
    internal static void Does(this Command command, Func<ParseResult, CommandHost, CancellationToken, Task<int>> work, BooksUse use = BooksUse.Open) =>
        command.SetAction(async (parsed, cancel) =>
        {
            var json = parsed.GetValue(Json);
            try
            {
                await using var host = await CommandHost.OpenAsync(parsed.GetValue(Data), cancel, use: use);
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
            catch (Exception fault) when (fault is IOException or NewerDatabaseException or MovedClockException)
            {
                return CommandOutput.Complain(json, fault.Message, 2);
            }
        });

    private static RootCommand Make()
    {
        var root = new RootCommand("CommsCredits: a portal for prepaid telephone money. Without a verb the portal starts.")
        {
            Json, Data, Organization,
            DemoCommand.Make(), ImportUsageCommand.Make(), ImportRatesCommand.Make(), StatementCommand.Make(), VerifyCommand.Make(), CheckCommand.Make(), ExportCommand.Make(), BackupCommand.Make(), RestoreCommand.Make(),
        };
        root.Options.OfType<HelpOption>().Single().Action = new ManualPage();
        return root;
    }
}
