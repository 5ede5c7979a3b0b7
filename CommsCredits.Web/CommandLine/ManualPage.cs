using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace CommsCredits.Web.CommandLine;

/// <summary>What <c>--help</c> prints: for a verb its synopsis, description, options, exit codes and examples; without one the list of verbs.</summary>
internal sealed class ManualPage : SynchronousCommandLineAction
{
    private const int Column = 26;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var to = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (command is RootCommand) WriteVerbs(command, to);
        else WriteVerb(command, to);
        return 0;
    }

    private static void WriteVerbs(Command root, TextWriter to)
    {
        to.WriteLine(root.Description);
        Head(to, "SYNOPSIS", "commscredits VERB [options]", "commscredits help VERB");
        Head(to, "VERBS", [.. root.Subcommands.Select(verb => Line(verb.Name, verb.Description))]);
        Head(to, "OPTIONS OF EVERY VERB", [.. Options(root)]);
        Head(to, "EXIT CODES", [.. Manuals.ExitCodes]);
    }

    private static void WriteVerb(Command verb, TextWriter to)
    {
        var manual = Manuals.Of(verb.Name);
        to.WriteLine($"commscredits {verb.Name} - {verb.Description}");
        Head(to, "SYNOPSIS", Synopsis(verb));
        Head(to, "DESCRIPTION", [.. manual.Description]);
        Head(to, "OPTIONS", [.. verb.Arguments.Select(a => Line(a.Name, a.Description)), .. Options(verb), .. Options(Commands.Root)]);
        Head(to, "EXIT CODES", [.. manual.ExitCodes]);
        Head(to, "EXAMPLES", [.. manual.Examples]);
    }

    private static string Synopsis(Command verb)
    {
        var arguments = verb.Arguments.Select(a => a.Arity.MaximumNumberOfValues > 1 ? $"{a.Name}..." : a.Name);
        var options = verb.Options.Where(o => o is not HelpOption).OrderByDescending(o => o.Required).Select(o => o.Required ? Named(o) : $"[{Named(o)}]");
        return string.Join(' ', new[] { "commscredits", verb.Name }.Concat(arguments).Concat(options).Append("[--json] [--data FOLDER] [--organization NAME]"));
    }

    private static IEnumerable<string> Options(Command command) => command.Options.Where(o => o is not HelpOption and not VersionOption).Select(o => Line(Named(o), o.Description));

    private static string Named(Option option) => option.ValueType == typeof(bool) ? option.Name : $"{option.Name} {(option.HelpName ?? option.Name[2..].ToUpperInvariant())}";

    private static string Line(string name, string? text) => $"{name.PadRight(Column - 2)}  {text}";

    private static void Head(TextWriter to, string head, params IReadOnlyList<string> lines)
    {
        to.WriteLine();
        to.WriteLine(head);
        foreach (var line in lines) to.WriteLine($"  {line}");
    }
}
