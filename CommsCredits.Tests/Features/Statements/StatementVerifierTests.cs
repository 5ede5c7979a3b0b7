using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Reading;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Features.Statements.Verifying;
using CommsCredits.Web.Payments;

namespace CommsCredits.Tests.Features.Statements;

/// <summary>Papers as a payer may hand them in: ours, mended by hand, of others, and any bytes.</summary>
public sealed class StatementVerifierTests(StatementVerifierTests.September september) : IClassFixture<StatementVerifierTests.September>
{
    /// <summary>September closed with calls that a recorded lot paid; nothing in it moves any more.</summary>
    public sealed class September : IAsyncLifetime
    {
        public TestBooks Books { get; private set; } = default!;
        public byte[] Paper { get; private set; } = default!;
        public Statement Statement { get; private set; } = default!;

        public async ValueTask InitializeAsync()
        {
            Books = await TestBooks.OpenAsync();
            await Books.Get<TopUpDesk>().BuyAsync(Books.Admin, "recorded", new() { Amount = Money.OfUnits(100), Method = PaymentMethod.Recorded, RecordedDay = new(2026, 9, 1), Reference = "AGREEMENT-7" }, CancellationToken.None);
            Books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-12T10:00:00Z"));
            await Books.UseAsync(12.345678m);
            Books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-04T00:00:00Z"));
            await Books.RunJobsAsync();
            Paper = (await Books.Get<StatementPrinter>().PrintAsync(Books.Admin, new Month(2026, 9), StatementFormat.Pdf, CultureInfo.GetCultureInfo("en"), Web.Documents.Layout.Paper.A4, CancellationToken.None))!;
            Statement = (await Books.Get<StatementReader>().StatementAsync(Books.Admin, new Month(2026, 9), CancellationToken.None))!;
        }

        public ValueTask DisposeAsync() => Books.DisposeAsync();
    }

    private readonly TestBooks _books = september.Books;

    [Theory, InlineData("en"), InlineData("zh-Hans")]
    public async Task WhatThePortalPrints_IsGenuine_AlsoAYearLater(string language)
    {
        var paper = await _books.Get<StatementPrinter>().PrintAsync(_books.Admin, new Month(2026, 9), StatementFormat.Pdf, CultureInfo.GetCultureInfo(language), Paper.A4, TestBooks.Cancel);
        var answer = await VerifyAsync(paper!);
        Assert.Equal((PaperVerdict.Genuine, (MonthSpan)new Month(2026, 9), september.Statement.Fingerprint), (answer.Verdict, answer.Period!.Value, answer.Fingerprint));
    }

    [Fact]
    public async Task AnAttachedFigure_ThatTheBooksDoNotGive_IsNamed()
    {
        var forged = Print(september.Statement with { Closing = september.Statement.Closing + Money.OfUnits(1) });
        var answer = await VerifyAsync(forged);
        Assert.Equal((PaperVerdict.Differs, new PaperDifference("closing", "88.654322", "87.654322", null)), (answer.Verdict, answer.Difference));
    }

    [Fact]
    public async Task TheFingerprint_IsComparedToo()
    {
        var answer = await VerifyAsync(Print(september.Statement with { Fingerprint = new string('0', 64) }));
        Assert.Equal((PaperVerdict.Differs, "fingerprint"), (answer.Verdict, answer.Difference?.Name));
    }

    /// <summary>The attached figures are true, the printed ones are not: the paper of other figures around the true attachment.</summary>
    [Fact]
    public async Task APrintedFigure_ThatTheBooksDoNotGive_IsNamed()
    {
        var lying = Print(september.Statement with { Bought = september.Statement.Bought + Money.OfUnits(1), Closing = september.Statement.Closing + Money.OfUnits(1) });
        var answer = await VerifyAsync(Graft(lying, september.Paper));
        Assert.Equal(PaperVerdict.Differs, answer.Verdict);
        Assert.Equal(new PaperDifference("Bought", "101.00", "100.00", 1), answer.Difference);
    }

    [Fact]
    public async Task RightFigures_InAnotherFile_AreToldWithTheFirstByte()
    {
        Assert.Equal((PaperVerdict.Changed, (long?)september.Paper.Length), Told(await VerifyAsync([.. september.Paper, (byte)'\n'])));
        Assert.Equal((PaperVerdict.Changed, (long?)5), Told(await VerifyAsync([.. "%PDF-2"u8, .. september.Paper[6..]])));
        static (PaperVerdict, long?) Told(Verification answer) => (answer.Verdict, answer.Offset);
    }

    /// <summary>A document system, a mail gateway or a reader has saved the file in its own way: the figures that it carries still speak, its pages do not.</summary>
    [Theory]
    [InlineData("--linearize"), InlineData("--object-streams=disable"), InlineData("--object-streams=generate --recompress-flate"), InlineData("--stream-data=uncompress")]
    public async Task ACopyThatAnotherProgramSaved_IsTakenAtItsAttachedFigures(string how)
    {
        var (copy, forged) = (await SavedAgainAsync(september.Paper, how), await SavedAgainAsync(Print(september.Statement with { Closing = september.Statement.Closing + Money.OfUnits(1) }), how));
        var answer = await VerifyAsync(copy);
        Assert.Equal((PaperVerdict.Changed, true, null, (MonthSpan)new Month(2026, 9)), (answer.Verdict, answer.ArePagesUnread, answer.Difference, answer.Period!.Value));
        var other = await VerifyAsync(forged);
        Assert.Equal((PaperVerdict.Differs, new PaperDifference("closing", "88.654322", "87.654322", null)), (other.Verdict, other.Difference));
    }

    /// <summary>What an earlier version printed stays genuine: its digest was kept when it left the house.</summary>
    [Fact]
    public async Task APaperThatLeftTheHouse_IsGenuine_AlsoWhereTodaysBytesDiffer()
    {
        byte[] earlier = [.. september.Paper, (byte)'\n', (byte)'\n'];
        Assert.Equal(PaperVerdict.Changed, (await VerifyAsync(earlier)).Verdict);
        await KeepAsync(earlier, september.Statement.Fingerprint);
        Assert.Equal((PaperVerdict.Genuine, true), (await VerifyAsync(earlier)) is var answer ? (answer.Verdict, answer.FirstPrinted is not null) : default);
        // A digest of other figures proves nothing
        var forged = Print(september.Statement with { Closing = september.Statement.Closing + Money.OfUnits(1) });
        await KeepAsync(forged, new string('0', 64));
        Assert.Equal(PaperVerdict.Differs, (await VerifyAsync(forged)).Verdict);
    }

    /// <summary>A paper of an earlier layout has fewer figures, and other places for them: what it has is compared.</summary>
    [Fact]
    public async Task APaperOfAnEarlierLayout_IsComparedByWhatItHas()
    {
        var attached = PaperReader.Open(september.Paper, TestBooks.Cancel)!.Attached!;
        byte[] Earlier(Func<string, string> change) => Attach(september.Paper, Encoding.UTF8.GetBytes(change(Without(Encoding.UTF8.GetString(attached), "layout", "fingerprintVersion"))));
        Assert.Equal(PaperVerdict.Changed, (await VerifyAsync(Earlier(json => json))).Verdict);
        // From the second layout on its number stands on the paper
        var second = Encoding.UTF8.GetString(attached).Replace($"\"layout\": {StatementPdf.Layout}", "\"layout\": 2", StringComparison.Ordinal);
        Assert.Equal(PaperVerdict.Changed, (await VerifyAsync(Attach(september.Paper, Encoding.UTF8.GetBytes(second)))).Verdict);
        var forged = await VerifyAsync(Earlier(json => json.Replace("\"closing\": \"87.654322\"", "\"closing\": \"88.654322\"", StringComparison.Ordinal)));
        Assert.Equal((PaperVerdict.Differs, new PaperDifference("closing", "88.654322", "87.654322", null)), (forged.Verdict, forged.Difference));
        Assert.Equal("used", (await VerifyAsync(Earlier(json => Without(json, "used")))).Difference?.Name);
        // The attachment is true, the printed sum is not
        var lying = Print(september.Statement with { Bought = september.Statement.Bought + Money.OfUnits(1), Closing = september.Statement.Closing + Money.OfUnits(1) });
        var printed = await VerifyAsync(Attach(lying, Encoding.UTF8.GetBytes(Without(Encoding.UTF8.GetString(attached), "layout"))));
        Assert.Equal((PaperVerdict.Differs, "101.00", (int?)1), (printed.Verdict, printed.Difference?.Paper, printed.Difference?.Page));
    }

    /// <summary>Page 1 of another layout has room for more people and countries, and so for another rest: no figure of it is wrong.</summary>
    [Fact]
    public async Task APaperOfAnEarlierLayout_MayShowMoreOfTheShares()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.Get<TopUpDesk>().BuyAsync(books.Admin, "recorded", new() { Amount = Money.OfUnits(800), Method = PaymentMethod.Recorded, RecordedDay = new(2026, 9, 1), Reference = "AGREEMENT-7" }, TestBooks.Cancel);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-01T09:00:00Z"));
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        async Task<byte[]> PrintAsync(Paper paper) => (await books.Get<StatementPrinter>().WriteAsync(books.Admin, new Month(2026, 9), CultureInfo.GetCultureInfo("en"), paper, TestBooks.Cancel)).Pdf!;
        // What stands on the longer sheet, as if an earlier layout had printed it on the shorter one
        var (longer, shorter) = (await PrintAsync(Paper.A4), await PrintAsync(Paper.Letter));
        int Lines(byte[] paper) => new PrintedPdf(paper).Pages[0].Lines.Count;
        Assert.True(Lines(longer) > Lines(shorter));
        var attached = Encoding.UTF8.GetString(PaperReader.Open(shorter, TestBooks.Cancel)!.Attached!).Replace($"\"layout\": {StatementPdf.Layout}", "\"layout\": 3", StringComparison.Ordinal);
        var answer = await books.Get<StatementVerifier>().VerifyAsync(books.Admin, Attach(longer, Encoding.UTF8.GetBytes(attached)), TestBooks.Cancel);
        Assert.Equal((PaperVerdict.Changed, false, null), (answer.Verdict, answer.ArePagesUnread, answer.Difference));
    }

    [Fact]
    public async Task APaperOfAClosedMonth_IsKeptOnce_WithItsDigest()
    {
        var printed = await _books.Get<StatementReader>().ViewAsync(_books.Admin, new Month(2026, 9), TestBooks.Cancel);
        await _books.Get<StatementPrinter>().PrintAsync(_books.Admin, new Month(2026, 9), StatementFormat.Pdf, CultureInfo.GetCultureInfo("en"), Paper.A4, TestBooks.Cancel);
        var again = await _books.Get<StatementReader>().ViewAsync(_books.Admin, new Month(2026, 9), TestBooks.Cancel);
        Assert.Equal(1, again!.Number);
        Assert.Equal(printed!.Prints, again.Prints);
        Assert.Contains(again.Prints, p => p.Sha256 == Convert.ToHexString(SHA256.HashData(september.Paper)) && (p.Language, p.Paper) == ("en", "A4"));
    }

    [Fact]
    public async Task AnotherPaperSize_IsOursToo() =>
        Assert.Equal(PaperVerdict.Genuine, (await VerifyAsync((await _books.Get<StatementPrinter>().WriteAsync(_books.Admin, new Month(2026, 9), CultureInfo.GetCultureInfo("en"), Paper.Letter, TestBooks.Cancel)).Pdf!)).Verdict);

    [Fact]
    public async Task AnotherOrganization_AndAMonthThatIsNotThere_AreUnknownAlike()
    {
        var other = september.Statement with { Organization = september.Statement.Organization with { Id = Guid.NewGuid() } };
        Assert.Equal(new Verification(PaperVerdict.Unknown), await VerifyAsync(Print(other)));
        Assert.Equal(new Verification(PaperVerdict.Unknown), await VerifyAsync(Print(september.Statement with { Period = new Month(2020, 1) })));
    }

    [Fact]
    public async Task TheRole_IsDemanded()
    {
        var telecom = _books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) };
        await Assert.ThrowsAsync<NotPermittedException>(() => _books.Get<StatementVerifier>().VerifyAsync(telecom, september.Paper, TestBooks.Cancel));
    }

    [Fact]
    public async Task AnyBytes_CannotBeRead_AndBreakNothing()
    {
        var random = new Random(20261124);
        byte[] noise = new byte[5_000];
        random.NextBytes(noise);
        foreach (var file in new[] { [], "%PDF-"u8.ToArray(), noise, [.. "%PDF-1.7\n"u8, .. noise], september.Paper[..(september.Paper.Length / 2)], new byte[PaperReader.MostBytes + 1], Encoding.ASCII.GetBytes("%PDF-1.7\n" + string.Concat(Enumerable.Repeat("1 0 obj\n<</Length 99999999999>>\nstream\n", 5_000))) })
            Assert.Equal(PaperVerdict.Unreadable, (await VerifyAsync(file)).Verdict);
    }

    /// <summary>A small file whose objects lie over each other: written out they would be fifty gigabytes.</summary>
    [Fact]
    public async Task AFile_ThatWouldUnpackToMuch_IsLeft()
    {
        var index = string.Concat(Enumerable.Range(1, 50_000).Select(i => $"{i} {(i % 2 == 0 ? 0 : 999_000)} "));
        using var packed = new MemoryStream();
        await using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await zip.WriteAsync(Encoding.ASCII.GetBytes(index + new string(' ', 1_000_000)), TestBooks.Cancel);
        byte[] file = [.. Encoding.ASCII.GetBytes($"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 50000/First {index.Length}/Filter/FlateDecode/Length {packed.Length}>>\nstream\n"), .. packed.ToArray(), .. "\nendstream\nendobj\n"u8];
        Assert.Equal(PaperVerdict.Unreadable, (await VerifyAsync(file)).Verdict);
    }

    [Fact]
    public async Task NoneOf200ChangedBytes_IsGenuine()
    {
        const int seed = 4711;
        var random = new Random(seed);
        var met = new Dictionary<PaperVerdict, int>();
        for (var i = 0; i < 200; i++)
        {
            var paper = september.Paper.ToArray();
            var at = random.Next(paper.Length);
            paper[at] ^= (byte)random.Next(1, 256);
            var answer = await VerifyAsync(paper);
            Assert.True(answer.Verdict != PaperVerdict.Genuine, $"Seed {seed}, change {i} at byte {at} is called genuine.");
            met[answer.Verdict] = met.GetValueOrDefault(answer.Verdict) + 1;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}: {string.Join(", ", met.Select(m => $"{m.Key} {m.Value}"))}");
    }

    private Task<Verification> VerifyAsync(byte[] file) => _books.Get<StatementVerifier>().VerifyAsync(_books.Admin, file, TestBooks.Cancel);

    private static byte[] Print(Statement statement) => StatementPdf.Write(statement, new(CultureInfo.GetCultureInfo("en")));

    /// <summary>One paper with the attachment of another, as a hand with the right tools would make it.</summary>
    /// <summary>The JSON without some of its first level's lines.</summary>
    private static string Without(string json, params string[] names)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        foreach (var name in names) Assert.True(node.Remove(name));
        return node.ToJsonString(new() { WriteIndented = true });
    }

    /// <summary>The paper with another attachment: an object of that number behind it, which a reader takes instead.</summary>
    private static byte[] Attach(byte[] paper, byte[] json)
    {
        var text = Encoding.Latin1.GetString(paper);
        var type = text.IndexOf("<</Type/EmbeddedFile/Subtype/application#2Fjson", StringComparison.Ordinal);
        var start = text.LastIndexOf('\n', text.LastIndexOf('\n', type) - 1) + 1;
        var end = text.IndexOf("\nendobj\n", type, StringComparison.Ordinal) + 8;
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(json);
        var body = $"{text[start..].Split(' ')[0]} 0 obj\n<</Type/EmbeddedFile/Subtype/application#2Fjson/Filter/FlateDecode/Length {packed.Length}>>\nstream\n{Encoding.Latin1.GetString(packed.ToArray())}\nendstream\nendobj\n";
        return Encoding.Latin1.GetBytes(text[..start] + body + text[end..]);
    }

    /// <summary>What qpdf makes of it.</summary>
    private static async Task<byte[]> SavedAgainAsync(byte[] paper, string how)
    {
        var folder = Directory.CreateTempSubdirectory("commscredits-saved-");
        try
        {
            var (from, to) = (Path.Combine(folder.FullName, "from.pdf"), Path.Combine(folder.FullName, "to.pdf"));
            await File.WriteAllBytesAsync(from, paper, TestBooks.Cancel);
            using var qpdf = Process.Start(new ProcessStartInfo("qpdf", [.. how.Split(' '), from, to]) { RedirectStandardError = true })!;
            var said = await qpdf.StandardError.ReadToEndAsync(TestBooks.Cancel);
            await qpdf.WaitForExitAsync(TestBooks.Cancel);
            Assert.True(qpdf.ExitCode == 0, said);
            return await File.ReadAllBytesAsync(to, TestBooks.Cancel);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("qpdf is not installed.");
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Task KeepAsync(byte[] paper, string fingerprint) => _books.TamperAsync(
        $"INSERT INTO StatementPrints SELECT OrganizationId, '{Convert.ToHexString(SHA256.HashData(paper))}', '2026-09', 'en', 'A4', '{fingerprint}', '2026-10-04 00:00:00', 'test' FROM Pools");

    private static byte[] Graft(byte[] paper, byte[] attachedFrom)
    {
        static (int Start, int End) Stream(byte[] file)
        {
            var type = file.AsSpan().IndexOf("<</Type/EmbeddedFile/Subtype/application#2Fjson"u8);
            var start = file.AsSpan(0, type).LastIndexOf((byte)'\n');
            start = file.AsSpan(0, start).LastIndexOf((byte)'\n') + 1;
            return (start, type + file.AsSpan(type).IndexOf("\nendobj\n"u8) + 8);
        }
        var (into, from) = (Stream(paper), Stream(attachedFrom));
        var number = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(paper, into.Start, into.End - into.Start).Split(' ')[0]);
        var body = attachedFrom[from.Start..from.End];
        return [.. paper[..into.Start], .. number, .. body[body.AsSpan().IndexOf((byte)' ')..], .. paper[into.End..]];
    }
}
