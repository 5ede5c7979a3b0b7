using System.Globalization;
using System.Text.Json;
using CommsCredits.Tests.Support;
using CommsCredits.Web.CommandLine;
using CommsCredits.Web.CommandLine.Demo;
using CommsCredits.Web.Setup;

namespace CommsCredits.Tests.CommandLine;

/// <summary>The verbs as an operator runs them: what they print, and their exit codes.</summary>
public sealed class CommandTests(CommandTests.Books books) : IClassFixture<CommandTests.Books>
{
    /// <summary>A data folder with three months of calls, and room for files.</summary>
    public sealed class Books : IAsyncLifetime
    {
        public string Data { get; } = Directory.CreateTempSubdirectory("commscredits-cli-").FullName;
        public string Files { get; } = Directory.CreateTempSubdirectory("commscredits-files-").FullName;

        public string File(string name) => Path.Combine(Files, name);

        public async ValueTask InitializeAsync()
        {
            await using var host = await CommandHost.OpenAsync(Data, CancellationToken.None, Repository.Root, "Development");
            await host.Get<DemoSeed>().RunAsync(new() { Clock = new(2026, 11, 24, 18, 0, 0, DateTimeKind.Utc), Months = 3, Calls = 240 }, CancellationToken.None);
        }

        public ValueTask DisposeAsync()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Data, recursive: true);
            Directory.Delete(Files, recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    private const string Marlow = "Marlow Instruments", Text = "text.txt";

    /// <summary>A runtime without languages, as some images have it: one sentence, for a verb and for the portal.</summary>
    [Theory]
    [InlineData(2, "check")]
    [InlineData(1, "--urls=http://127.0.0.1:0")]
    public async Task WithoutLanguages_OneSentenceSaysWhatToDo(int exitCode, string argument)
    {
        var said = await Operator.StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "CommsCredits.Web.dll"), argument], null,
            new Dictionary<string, string> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" });
        Assert.Equal((exitCode, ""), (said.ExitCode, said.Output));
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", Assert.Single(said.Complaint.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    /// <summary>Books of a later version: a sentence and exit code 2, no fault.</summary>
    [Fact]
    public async Task BooksOfALaterVersion_AreLeftAlone_InOneSentence()
    {
        var data = Directory.CreateTempSubdirectory("commscredits-later-").FullName;
        await using (await CommandHost.OpenAsync(data, CancellationToken.None, Repository.Root, "Development"))
        {
            await using var db = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(data, Web.Data.DataFolder.DatabaseName)};Pooling=False");
            await db.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = db.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('99991231235959_Later', '99')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        var said = await Operator.SayAsync("check", "--data", data);
        Assert.Equal((2, ""), (said.ExitCode, said.Output));
        Assert.Contains("99991231235959_Later", Assert.Single(said.Complaint.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task EveryVerb_HasAManual_WithExitCodesAndExamples()
    {
        var overview = await Operator.SayAsync("help");
        var verbs = Section(overview.Output, "VERBS").Select(line => line.Trim().Split(' ')[0]).ToList();
        Assert.Superset(new HashSet<string> { "demo", "import-usage", "statement", "check", "export", "backup", "restore" }, verbs.ToHashSet());
        foreach (var verb in verbs)
        {
            var manual = await Operator.SayAsync("help", verb);
            Assert.Equal(0, manual.ExitCode);
            Assert.Contains($"commscredits {verb}", Assert.Single(Section(manual.Output, "SYNOPSIS")));
            Assert.NotEmpty(Section(manual.Output, "DESCRIPTION"));
            Assert.All(Section(manual.Output, "OPTIONS"), line => Assert.Matches(@"^  \S.*?  +\S", line));
            Assert.StartsWith("  0  ", Section(manual.Output, "EXIT CODES")[0]);
            Assert.Contains(Section(manual.Output, "EXIT CODES"), line => line.StartsWith("  2  ", StringComparison.Ordinal));
            Assert.All(Section(manual.Output, "EXAMPLES"), line => Assert.StartsWith($"  commscredits {verb}", line));
            if (verb == "export") Assert.Equal(manual.Output, (await Operator.SayAsync(verb, "--help")).Output);
        }
    }

    [Theory]
    [InlineData(2, "bakcup", "x.db")]
    [InlineData(2, "help", "bakcup")]
    [InlineData(2, "export")]
    [InlineData(2, "export", "--format", "xml")]
    [InlineData(2, "export", "--format", "csv", "--from", "2026-13", "--out", "/nowhere")]
    [InlineData(2, "export", "--format", "csv", "--from", "2026-11", "--to", "2026-10", "--out", "/nowhere")]
    [InlineData(2, "export", "--format", "csv")]
    [InlineData(2, "export", "--format", "csv", "--out", "/no/such/folder/x.csv")]
    [InlineData(2, "backup", "/no/such/folder/x.db")]
    [InlineData(2, "restore", "/no/such/file.db")]
    [InlineData(1, "restore", Text)]
    [InlineData(2, "statement", "--month", "1999-01", "--out", "/tmp/x.pdf")]
    [InlineData(2, "verify", "/no/such/file.pdf")]
    [InlineData(2, "verify", Text)]
    [InlineData(2, "export", "--bundle", "/tmp/x", "--format", "csv")]
    [InlineData(2, "import-usage", "/no/such/file.csv")]
    [InlineData(1, "import-usage", Text)]
    [InlineData(2, "check", "--organization", "Nobody Ltd")]
    [InlineData(2, "demo")]
    public async Task WhatCannotBeDone_SaysSo_WithItsExitCode(int exitCode, params string[] arguments)
    {
        string[] common = arguments[0] == "help" ? [] : arguments.Contains("--organization") ? ["--json", "--data", books.Data] : ["--json", "--data", books.Data, "--organization", Marlow];
        await File.WriteAllTextAsync(books.File(Text), "Not a database, not an export.", TestContext.Current.CancellationToken);
        var said = await Operator.SayAsync([.. arguments.Select(a => a == Text ? books.File(a) : a), .. common]);
        Assert.Equal(exitCode, said.ExitCode);
        Assert.NotEqual("", said.Complaint + said.Output);
        if (arguments[0] != "help") Assert.Equal(JsonValueKind.Object, said.Json.ValueKind);
    }

    [Fact]
    public async Task Verbs_AnswerInJson_AndInWords()
    {
        var check = await Operator.SayAsync("check", "--json", "--data", books.Data, "--organization", Marlow);
        Assert.Equal((0, true), (check.ExitCode, check.Json.GetProperty("clean").GetBoolean()));
        var statement = await Operator.SayAsync("statement", "--month", "2026-10", "--out", books.File("s.pdf"), "--json", "--data", books.Data, "--organization", Marlow);
        Assert.Equal((0, "2026-10"), (statement.ExitCode, statement.Json.GetProperty("month").GetString()));
        var imported = await Operator.SayAsync("import-usage", Path.Combine(AppContext.BaseDirectory, "samples", "PSTN.calls.2026-10.dirty.csv"), "--json", "--data", books.Data, "--organization", Marlow);
        Assert.Equal((0, "Done"), (imported.ExitCode, imported.Json.GetProperty("state").GetString()));
        var words = await Operator.SayAsync("check", "--data", books.Data);
        Assert.Equal(2, words.Output.TrimEnd().Split('\n').Length);
        Assert.Matches($"(?m)^{Marlow}: clean", words.Output);
    }

    [Fact]
    public async Task Verify_AnswersWithItsExitCode_AndNamesTheFigure()
    {
        var paper = books.File("september.pdf");
        await Operator.SayAsync("statement", "--month", "2026-09", "--out", paper, "--data", books.Data, "--organization", Marlow);
        var genuine = await Operator.SayAsync("verify", paper, "--json", "--data", books.Data, "--organization", Marlow);
        Assert.Equal((0, "Genuine", "2026-09"), (genuine.ExitCode, genuine.Json.GetProperty("verdict").GetString(), genuine.Json.GetProperty("month").GetString()));
        Assert.Contains("genuine", (await Operator.SayAsync("verify", paper, "--data", books.Data, "--organization", Marlow)).Output);
        await File.AppendAllTextAsync(paper, "%", TestContext.Current.CancellationToken);
        var changed = await Operator.SayAsync("verify", paper, "--json", "--data", books.Data, "--organization", Marlow);
        Assert.Equal((1, "Changed"), (changed.ExitCode, changed.Json.GetProperty("verdict").GetString()));
        var other = await Operator.SayAsync("verify", paper, "--json", "--data", books.Data, "--organization", "Harbor Lane Ltd");
        Assert.Equal((1, "Unknown", JsonValueKind.Null), (other.ExitCode, other.Json.GetProperty("verdict").GetString(), other.Json.GetProperty("month").ValueKind));
    }

    [Fact]
    public async Task Export_GoesToAFile_OrToStandardOutput()
    {
        var file = await Operator.SayAsync("export", "--format", "csv", "--out", books.File("all.csv"), "--json", "--data", books.Data, "--organization", Marlow);
        var lines = await File.ReadAllLinesAsync(books.File("all.csv"), TestContext.Current.CancellationToken);
        Assert.Equal((0, lines.Length - 1L), (file.ExitCode, file.Json.GetProperty("entries").GetInt64()));
        Assert.Equal("Sequence,Effective,Posted,Month,Late,Kind,From,To,Amount,Currency,Reference,Key,ContentHash,Actor,Hash", lines[0]);
        var october = await Operator.RunAsync("export", "--format", "csv", "--from", "2026-10", "--to", "2026-10", "--data", books.Data, "--organization", Marlow);
        Assert.Equal(lines.Where(l => l.Contains(",2026-10,", StringComparison.Ordinal)), october.Output.TrimEnd('\n').Split('\n').Skip(1));
        Assert.False(File.Exists(books.File("all.csv.part")));
    }

    [Fact]
    public async Task Backup_AndRestore_RoundTrip()
    {
        var copy = books.File("books.db");
        var backup = await Operator.SayAsync("backup", copy, "--json", "--data", books.Data);
        Assert.Equal(0, backup.ExitCode);
        Assert.Equal(new FileInfo(copy).Length, backup.Json.GetProperty("bytes").GetInt64());
        var head = backup.Json.GetProperty("books").EnumerateArray().Single(b => b.GetProperty("organization").GetString() == Marlow).GetProperty("headHash").GetString();
        Assert.Equal(2, (await Operator.SayAsync("backup", copy, "--data", books.Data)).ExitCode);
        Assert.Equal(0, (await Operator.SayAsync("backup", copy, "--force", "--data", books.Data)).ExitCode);
        var restored = await Operator.RunAsync("restore", copy, "--json", "--data", books.File("other"));
        Assert.Equal((0, null), (restored.ExitCode, restored.Json.GetProperty("kept").GetString()));
        Assert.Contains(head!, restored.Output);
        Assert.Equal(0, (await Operator.RunAsync("check", "--data", books.File("other"))).ExitCode);
    }

    [Theory]
    [InlineData("UsageId,Charge\n", "Call Type, Number Type, Destination Number, Start Time, Duration Seconds, Connection Fee, Currency, Capability")]
    public async Task ImportUsage_NamesEveryColumnThatLacks_InWordsAndInJson(string content, string missing)
    {
        var file = books.File("columns.csv");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var words = await Operator.SayAsync("import-usage", file, "--data", books.Data, "--organization", Marlow);
        Assert.Equal(1, words.ExitCode);
        Assert.Contains($"These columns are missing: {missing}.", words.Output, StringComparison.Ordinal);
        var json = await Operator.SayAsync("import-usage", file, "--json", "--data", books.Data, "--organization", Marlow);
        Assert.Equal(missing, string.Join(", ", json.Json.GetProperty("faultFigures").EnumerateArray().Select(f => f.GetString())));
    }

    [Fact]
    public async Task Demo_InAFolderThatHasOne_AndFromACopyWithoutItsPeople_SaysOneSentence_AndExitsWith2()
    {
        string[] arguments = ["demo", "--clock", "2026-09-01", "--empty"];
        Assert.Equal(0, (await Operator.RunAsync([.. arguments, "--data", books.File("twice")])).ExitCode);
        var again = await Operator.RunAsync([.. arguments, "--data", books.File("twice")]);
        Assert.Equal((2, "The folder holds a demo or other books already: give an empty one with --data FOLDER."), (again.ExitCode, again.Complaint.Trim()));
        var published = Directory.CreateDirectory(books.File("published")).FullName;
        File.Copy(Path.Combine(Repository.Root, "appsettings.json"), Path.Combine(published, "appsettings.json"));
        for (var i = 0; i < 2; i++)
        {
            var said = await Operator.StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "CommsCredits.Web.dll"), .. arguments, "--data", books.File("copy")], published);
            Assert.Equal(2, said.ExitCode);
            Assert.Single(said.Complaint.Trim().Split('\n'));
            Assert.Contains("appsettings.Development.json", said.Complaint, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Demo_ThatWasBegunAndBrokeOff_IsNotGoneOnWith()
    {
        var folder = books.File("half");
        await using (var host = await CommandHost.OpenAsync(folder, TestContext.Current.CancellationToken, Repository.Root, "Development"))
        {
            Assert.True(await host.Get<DemoSeed>().IsFreeAsync(TestContext.Current.CancellationToken));
            await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, Persistence.FileName)}");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var begun = connection.CreateCommand();
            begun.CommandText = """INSERT INTO "Clock" ("Id", "OffsetTicks") VALUES (1, 900000000000000)""";
            await begun.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            Assert.False(await host.Get<DemoSeed>().IsFreeAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Demo_WithTheSameArguments_HasTheSameFigures_AndThatManyCalls()
    {
        string[] arguments = ["demo", "--clock", "2026-11-24", "--months", "2", "--calls", "151", "--json", "--seed"];
        var first = await FiguresAsync(arguments, "7", "a");
        Assert.Equal(first, await FiguresAsync(arguments, "7", "b"));
        Assert.NotEqual(first, await FiguresAsync(arguments, "8", "c"));
        Assert.Equal(151, Sqlite(books.File("a"), "SELECT (SELECT COUNT(*) FROM Calls)"));
    }

    /// <summary>Every entry's figures; times of posting are the machine's.</summary>
    private async Task<string> FiguresAsync(string[] arguments, string seed, string folder)
    {
        Assert.Equal(0, (await Operator.RunAsync([.. arguments, seed, "--data", books.File(folder)])).ExitCode);
        var csv = await Operator.RunAsync("export", "--format", "csv", "--data", books.File(folder), "--organization", Marlow);
        return string.Join('\n', csv.Output.Split('\n').Select(line => line.Split(',')).Where(c => c.Length > 9).Select(c => string.Join(',', c[0], c[5] == "Usage" ? c[1] : "", c[3], c[4], c[5], c[6], c[7], c[8])));
    }

    private static long Sqlite(string folder, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "commscredits.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static List<string> Section(string manual, string head)
    {
        var lines = manual.Split('\n').Select(l => l.TrimEnd()).ToList();
        var at = lines.IndexOf(head);
        Assert.True(at >= 0, $"There is no {head} in:\n{manual}");
        return [.. lines.Skip(at + 1).TakeWhile(l => l.Length > 0)];
    }
}
