using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Api;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Mail;
using CommsCredits.Web.Security;
using CommsCredits.Web.Setup;

namespace CommsCredits.Tests.Setup;

/// <summary>
/// <c>docs/settings.md</c> is written from the settings themselves: each key with its default and what its comment says. <c>WRITE_DOCS=1</c> writes it anew. The same keys and defaults stand in <c>appsettings.json</c>.
/// </summary>
public sealed partial class SettingsDocTests
{
    private const string Head = """
        # Every setting

        Written from the code by `SettingsDocTests` (with `WRITE_DOCS=1` in the environment). In `appsettings.json`, in the environment (`Host__LargestBody=…`, lists by number: `Host__KnownProxies__0=…`) or on the command line (`--Host:LargestBody …`).
        `AzureAd` is the section of Microsoft.Identity.Web, `Logging` and `AllowedHosts` are ASP.NET Core's; `Data:Folder` (`data`) is where everything is kept. [operations.md](operations.md) says when to change what.

        """;

    private static readonly (string Section, Type Settings, string File)[] s_sections =
    [
        ("Access", typeof(AccessSettings), "Security"), ("Host", typeof(HostSettings), "Setup"), ("Mail", typeof(MailSettings), "Mail"), ("Backups", typeof(BackupSettings), "Data"), ("Imports", typeof(ImportSettings), "Features/Usage"), ("Api", typeof(ApiSettings), "Api"),
        ("Telemetry", typeof(TelemetrySettings), "Setup"),
    ];

    public static TheoryData<string> Sections => [.. s_sections.Select(s => s.Section)];

    private static IEnumerable<PropertyInfo> KeysOf(Type settings) => settings.GetProperties().Where(p => p.SetMethod is { IsPublic: true });

    [Fact]
    public async Task TheDocument_SaysWhatTheCodeSays()
    {
        var text = Head + string.Concat(s_sections.Select(s => Section(s.Section, s.Settings, File.ReadAllText(Repository.Of($"CommsCredits.Web/{s.File}/{s.Settings.Name}.cs")))));
        var file = Repository.Of("docs/settings.md");
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1") await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        Assert.Equal(text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), ignoreLineEndingDifferences: true);
    }

    [Theory, MemberData(nameof(Sections))]
    public void TheFile_HasEachKeyWithItsDefault(string section)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.Of("appsettings.json")));
        var type = s_sections.Single(s => s.Section == section).Settings;
        var defaults = Activator.CreateInstance(type)!;
        Assert.True(file.RootElement.TryGetProperty(section, out var said), $"appsettings.json has no section {section}.");
        Assert.Equal(KeysOf(type).Select(p => p.Name).Order(), said.EnumerateObject().Select(p => p.Name).Order());
        foreach (var key in KeysOf(type)) Assert.Equal($"{key.Name}: {Default(key.GetValue(defaults))}", $"{key.Name}: {Default(JsonSerializer.Deserialize(said.GetProperty(key.Name), key.PropertyType))}");
    }

    private static string Section(string section, Type type, string source)
    {
        var defaults = Activator.CreateInstance(type)!;
        var rows = KeysOf(type).Select(p => $"| `{section}:{p.Name}` | {Default(p.GetValue(defaults))} | {Comment(source, $"{p.Name} {{ get; init; }}")} |\n");
        return $"\n## {section}\n\n{Comment(source, $"public sealed record {type.Name}")}\n\n| key | default | |\n|---|---|---|\n{string.Concat(rows)}";
    }

    private static string Default(object? value) => value switch
    {
        null or "" => "",
        string text => $"`{text}`",
        bool yes => yes ? "true" : "false",
        System.Collections.ICollection { Count: 0 } => "none",
        IFormattable number => number.ToString(number is int or long ? "#,##0" : null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>The comment that stands before a declaration, as plain text.</summary>
    private static string Comment(string source, string declaration)
    {
        var lines = source[..source.IndexOf(declaration, StringComparison.Ordinal)].Split('\n')[..^1].Reverse().SkipWhile(l => l.Trim().StartsWith('[')).TakeWhile(l => l.Trim().StartsWith("///", StringComparison.Ordinal)).Reverse();
        var text = string.Join(' ', lines.Select(l => l.Trim()[3..].Trim()));
        Assert.True(text.Length > 0, $"'{declaration}' has no comment.");
        text = Reference().Replace(Code().Replace(text, "`$1`"), "`$1`");
        return System.Net.WebUtility.HtmlDecode(Tag().Replace(text, "")).Trim();
    }

    [GeneratedRegex("<c>([^<]*)</c>")]
    private static partial Regex Code();

    [GeneratedRegex("<see cref=\"(?:[^\"]*\\.)?([^\".]+)\"\\s*/>")]
    private static partial Regex Reference();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
