using System.Text.RegularExpressions;

namespace CommsCredits.Web.Features.Help;

/// <summary>A piece of a line: words, a link into the portal, or what is typed (<c>Code</c>).</summary>
public sealed record HelpPiece(string Text, string? Href = null, bool Code = false);

/// <summary>Reads the two marks that a help text may have: <c>[words](/address)</c> and <c>`typed`</c>. All else is words.</summary>
public static partial class HelpLine
{
    public static IReadOnlyList<HelpPiece> Read(string line)
    {
        var pieces = new List<HelpPiece>();
        var at = 0;
        foreach (Match mark in Mark().Matches(line))
        {
            if (mark.Index > at) pieces.Add(new(line[at..mark.Index]));
            pieces.Add(mark.Groups["code"].Success ? new(mark.Groups["code"].Value, Code: true) : new(mark.Groups["words"].Value, mark.Groups["href"].Value));
            at = mark.Index + mark.Length;
        }
        if (at < line.Length) pieces.Add(new(line[at..]));
        return pieces;
    }

    public static IReadOnlyList<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"\[(?<words>[^\]]+)\]\((?<href>/[^)\s]*)\)|`(?<code>[^`]+)`")]
    private static partial Regex Mark();
}
