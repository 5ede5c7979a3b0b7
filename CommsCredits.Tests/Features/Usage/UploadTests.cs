using System.Text;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Usage;

/// <summary>What comes in by dropping a file: exports, archives of exports, and what pretends to be one.</summary>
public sealed class UploadTests
{
    private const string September = "PSTN.calls.2026-09.csv", Dirty = "PSTN.calls.2026-10.dirty.csv";
    private const int FlagsAt = 8, MethodAt = 10, ContentBytesAt = 24;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private static byte[] Export { get; } = [.. File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", September)).Take(3_000)];
    private static byte[] Rest { get; } = Encoding.UTF8.GetBytes("a,b\n1,2\n");

    [Fact]
    public async Task Archive_OfTheAdminCentre_BecomesItsCalls_AndNamesWhatItLeft()
    {
        await using var books = await AutumnAsync();
        var zip = Zips.Of(("DirectRouting.calls.2026-10.csv", Rest), ("parameters.json", Rest), ("pstn.CALLS.2026-10.CSV", Sample(Dirty)));
        var upload = (await StartAsync(books, "Calls.Export.7b1e42.zip", zip)).Value!;
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        var import = Assert.Single((await books.Get<ImportsReader>().ListAsync(books.Admin, 1, Cancel)).Imports);
        Assert.Equal((upload.First, "Calls.Export.7b1e42.zip", ImportState.Done, 1513, 1501), (import.Id, import.FileName, import.State, import.Lines, import.Records));
        Assert.Equal(["DirectRouting.calls.2026-10.csv", "parameters.json"], import.Skipped);
        Assert.Equal(import.Skipped, upload.Skipped);
        Assert.Empty(Kept(books));
    }

    [Fact]
    public async Task Archive_WithSeveralMonths_BecomesSeveralImports_InOrderOfTheirNames()
    {
        await using var books = await AutumnAsync();
        var upload = (await StartAsync(books, "all.zip", Zips.Of(("b/PSTN.calls.2026-10.csv", Sample(Dirty)), ("a/PSTN.calls.2026-09.csv", Sample(September))))).Value!;
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        var imports = (await books.Get<ImportsReader>().ListAsync(books.Admin, 1, Cancel)).Imports.OrderBy(i => i.Started).ToList();
        Assert.Equal(["all.zip: PSTN.calls.2026-09.csv", "all.zip: PSTN.calls.2026-10.csv"], imports.Select(i => i.FileName));
        Assert.Equal(upload.Imports, imports.Select(i => i.Id));
        Assert.Equal([3000, 1513], imports.Select(i => i.Lines));
    }

    public static TheoryData<string, string> Evils => new()
    {
        { "nothing in it", "ArchiveNoCalls" }, { "no calls", "ArchiveNoCalls" }, { "many", "ArchiveTooMany" }, { "dense", "ArchiveTooDense" }, { "nested", "ArchiveNested" },
        { "password", "ArchiveEncrypted" }, { "cut", "ArchiveDamaged" }, { "flipped", "ArchiveDamaged" }, { "lying about its size", "ArchiveDamaged" }, { "unknown method", "ArchiveDamaged" },
        { "only a beginning", "ArchiveDamaged" }, { "a directory without end", "ArchiveDamaged" }, { "a second file that is damaged", "ArchiveDamaged" },
    };

    [Theory, MemberData(nameof(Evils))]
    public async Task Archive_ThatIsNone_IsRefused_AndLeavesNothing(string evil, string code)
    {
        await using var books = await TestBooks.OpenAsync();
        var outcome = await StartAsync(books, "evil.zip", Evil(evil));
        Assert.Equal(code, outcome.Refused?.Code);
        Assert.Empty((await books.Get<ImportsReader>().ListAsync(books.Admin, 1, Cancel)).Imports);
        Assert.Empty(Kept(books));
    }

    [Theory]
    [InlineData("../../../PSTN.calls.csv")]
    [InlineData("/etc/PSTN.calls.csv")]
    [InlineData("C:\\Windows\\PSTN.calls.csv")]
    public async Task Name_InAnArchive_NeverBecomesAPath(string name)
    {
        await using var books = await AutumnAsync();
        var upload = (await StartAsync(books, "x/../y\u202E\0.zip", Zips.Of((name, Export), (name + ".d/PSTN.calls.2.csv", Export[..^1]), ("PSTN.calls.3.csv", Export[..^2])))).Value!;
        await using var db = books.Read();
        var imports = await db.Imports.Where(i => upload.Imports.Contains(i.Id)).ToListAsync(Cancel);
        Assert.Contains("y.zip: PSTN.calls.csv", imports.Select(i => i.FileName));
        Assert.Equal(3, imports.Count);
        Assert.All(imports, i => Assert.Matches("^imports/[0-9a-f]{32}\\.csv$", i.Path));
        Assert.Equal(imports.Count, Kept(books).Length);
    }

    [Fact]
    public async Task File_ThatIsUploadedAgainBeforeItIsDone_IsTheSameImport()
    {
        await using var books = await AutumnAsync();
        var first = (await StartAsync(books, "a.csv", Export)).Value!;
        var second = (await StartAsync(books, "b.zip", Zips.Of(("PSTN.calls.csv", Export)))).Value!;
        Assert.Equal(first.First, second.First);
        Assert.Single(Kept(books));
        var changed = Export.ToArray();
        changed[^1] ^= 1;
        Assert.NotEqual(first.First, (await StartAsync(books, "a.csv", changed)).Value!.First);
    }

    /// <summary>The server was stopped while a file came, or between the end of an import and its file's.</summary>
    [Fact]
    public async Task Files_ThatNoImportWillRead_AreClearedAwayAfterADay_ThoseOfStoppedImportsAfterAMonth()
    {
        await using var books = await AutumnAsync();
        var id = (await StartAsync(books, "a.csv", Export)).Value!.First;
        await books.Get<UsageOperations>().StopImportAsync(books.Admin, id, Cancel);
        var stopped = Kept(books).Single();
        var orphan = Path.Combine(Path.GetDirectoryName(stopped)!, "0192f0000000700080000000000000aa.csv");
        await File.WriteAllBytesAsync(orphan, Export, Cancel);
        await AgeAsync(orphan, hours: 23);
        Assert.True(File.Exists(orphan));
        await AgeAsync(orphan, hours: 25);
        Assert.False(File.Exists(orphan));
        await AgeAsync(stopped, hours: 29 * 24);
        Assert.True(File.Exists(stopped));
        await AgeAsync(stopped, hours: 31 * 24);
        Assert.False(File.Exists(stopped));

        Task AgeAsync(string file, int hours)
        {
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours));
            return books.Get<UnfinishedImports>().SweepAsync(Cancel);
        }
    }

    private static byte[] Evil(string kind)
    {
        var good = Zips.Of(("PSTN.calls.csv", Export));
        return kind switch
        {
            "nothing in it" => Zips.Of(),
            "no calls" => Zips.Of(("DirectRouting.csv", Export), ("PSTN.calls.txt", Export), ("inner.zip", good)),
            "many" => Zips.Of(Enumerable.Range(0, 201).Select(i => ($"PSTN.calls.{i}.csv", Rest))),
            "dense" => Zips.Of(("PSTN.calls.csv", new byte[20 << 20])),
            "nested" => Zips.Of(("PSTN.calls.csv", good)),
            "password" => Zips.Patched(good, FlagsAt, 1),
            "cut" => good[..^40],
            "flipped" => [.. good[..200], (byte)(good[200] ^ 1), .. good[201..]],
            "lying about its size" => Zips.Patched(good, ContentBytesAt, 100, 0, 0, 0),
            "unknown method" => Zips.Patched(good, MethodAt, 98),
            "only a beginning" => good[..10],
            "a directory without end" => [.. good[..^6], 0, 0, 0, 0, 0, 0, .. new byte[2 << 20]],
            _ => Damaged(Zips.Of(("PSTN.calls.1.csv", Export), ("PSTN.calls.2.csv", [.. Export.Reverse()]))),
        };
    }

    /// <summary>In the middle of its second file.</summary>
    private static byte[] Damaged(byte[] zip)
    {
        var directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        zip[directory - 60] ^= 0x55;
        return zip;
    }

    private static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", name));

    private static string[] Kept(TestBooks books) => Directory.GetFiles(books.Folder, "*.csv", SearchOption.AllDirectories);

    private static Task<CommsCredits.Web.Ledger.Outcome<Upload>> StartAsync(TestBooks books, string name, byte[] content) =>
        books.Get<UsageOperations>().StartImportAsync(books.Admin, name, new MemoryStream(content), Cancel);

    private static async Task<TestBooks> AutumnAsync()
    {
        var books = await TestBooks.OpenAsync();
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-11-01T00:30:00Z"));
        return books;
    }
}
