using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Tests.Features.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Reading;
using CommsCredits.Web.Features.Statements.Verifying;

namespace CommsCredits.Tests.Documents.Reading;

/// <summary>The verifier takes any bytes from anybody who may see a statement: whatever stands in them, it takes little memory, little time, and lets go when it is told to.</summary>
public sealed class HostilePapersTests(StatementVerifierTests.September september) : IClassFixture<StatementVerifierTests.September>
{
    private const long MostAllocated = 256L << 20;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Each file is opened, its figures and its pages are read, and the verifier is asked. What it cost is written as the test's output.</summary>
    [Fact]
    public async Task NoneOf200HostilePapers_CostsMoreThanIsGiven_OrIsGenuine()
    {
        const int seed = 20261130;
        var figures = PaperReader.Open(september.Paper, Cancel)!.Attached!;
        var wrong = new List<string>();
        var curve = new Dictionary<string, (int Files, long Largest, long Bytes, double Seconds, long Resident)>();
        var count = 0;
        foreach (var paper in new HostilePapers(september.Paper, figures, seed).All())
        {
            count++;
            if (paper.Bytes.Length > PaperReader.MostBytes) wrong.Add($"{paper.Kind} {paper.Number} is larger than what is taken: it tries nothing.");
            var (allocated, seconds) = Cost(paper.Bytes);
            var verdict = (await september.Books.Get<StatementVerifier>().VerifyAsync(september.Books.Admin, paper.Bytes, Cancel)).Verdict;
            if (allocated > MostAllocated) wrong.Add($"{paper.Kind} {paper.Number} ({paper.Bytes.Length} bytes) allocated {allocated >> 20} MB.");
            if (seconds > s_longest.TotalSeconds) wrong.Add($"{paper.Kind} {paper.Number} ({paper.Bytes.Length} bytes) took {seconds:0.0} s.");
            if (verdict == PaperVerdict.Genuine && !paper.Bytes.AsSpan().SequenceEqual(september.Paper)) wrong.Add($"{paper.Kind} {paper.Number} is called genuine.");
            var before = curve.GetValueOrDefault(paper.Kind);
            curve[paper.Kind] = (before.Files + 1, Math.Max(before.Largest, paper.Bytes.Length), Math.Max(before.Bytes, allocated), Math.Max(before.Seconds, seconds), Math.Max(before.Resident, Process.GetCurrentProcess().WorkingSet64));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}. kind: files, largest file, most allocated, longest, resident\n" + string.Join("\n", curve.Select(k =>
            string.Create(CultureInfo.InvariantCulture, $"{k.Key}: {k.Value.Files}, {k.Value.Largest / 1024} KB, {k.Value.Bytes / 1048576.0:0.0} MB, {k.Value.Seconds:0.00} s, {k.Value.Resident >> 20} MB"))));
        Assert.Equal(200, count);
        Assert.True(wrong.Count == 0, $"Seed {seed}:\n{string.Join("\n", wrong)}");
    }

    /// <summary>705 bytes that took a gigabyte: one text, and its end a thousand times.</summary>
    [Fact]
    public void AText_ThatEndsManyTimes_IsOneText()
    {
        var paper = PaperReader.Open(Small("BT /F1 9 Tf <00410041> Tj " + string.Concat(Enumerable.Repeat("ET\n", 5_000))), Cancel)!;
        var texts = Assert.Single(paper.Pages()!);
        Assert.Equal(2, texts.Sum(t => t.Length));
        Assert.Equal("AA", texts[0]);
    }

    [Fact]
    public void APage_ThatIsNamedManyTimes_IsReadOnce()
    {
        var paper = PaperReader.Open(Small("BT /F1 9 Tf <0041> Tj ET\n", string.Concat(Enumerable.Repeat("10 0 R ", 2_000))), Cancel)!;
        Assert.Single(paper.Pages()!);
    }

    /// <summary>What a paper costs is counted over all that is asked of it, not for each page anew.</summary>
    [Fact]
    public void ABudget_IsSpentOnce()
    {
        var budget = new ReadingBudget(CancellationToken.None);
        budget.Take(ReadingBudget.MostMemory);
        Assert.Throws<OverBudgetException>(() => budget.Take(1));
        var work = new ReadingBudget(CancellationToken.None);
        work.Work(ReadingBudget.MostWork);
        Assert.Throws<OverBudgetException>(() => work.Work(1));
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var slow = new ReadingBudget(CancellationToken.None, clock);
        slow.Work(2 << 20);
        clock.Advance(ReadingBudget.MostTime + TimeSpan.FromSeconds(1));
        Assert.Throws<OverBudgetException>(() => slow.Work(2 << 20));
    }

    /// <summary>What is given is enough for what the portal prints: a year of an organization with 4,000 lots.</summary>
    [Fact]
    public void ALargeStatement_IsReadToItsEnd()
    {
        var small = StatementSamples.Marlow();
        var large = small with { Lots = [.. Enumerable.Range(1, 4_000).Select(i => small.Lots[i % small.Lots.Count] with { Number = i })] };
        var file = StatementPdf.Write(large, new(CultureInfo.GetCultureInfo("en")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var paper = PaperReader.Open(file, Cancel)!;
        var (figures, pages) = (FigureList.Read(paper.Attached!), paper.Pages());
        TestContext.Current.TestOutputHelper?.WriteLine($"{file.Length / 1024} KB, {pages?.Count} pages, {figures?.Count} figures: {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB allocated.");
        Assert.True(figures!.Count > 4_000 && pages!.Sum(p => p.Count) > 4_000);
    }

    [Fact]
    public void WhoeverLeaves_EndsTheReading()
    {
        using var left = new CancellationTokenSource();
        left.Cancel();
        var many = Small(string.Concat(Enumerable.Repeat("BT /F1 9 Tf <0041> Tj ET\n", 150_000)));
        Assert.Throws<OperationCanceledException>(() => PaperReader.Open(many, left.Token)?.Pages());
    }

    /// <summary>A second file of one person waits, unread, until the first is answered; another person does not wait.</summary>
    [Fact]
    public async Task APerson_HasOneFileLookedAtAfterAnother()
    {
        var verifier = september.Books.Get<StatementVerifier>();
        using var first = new HeldStream(september.Paper);
        using var second = new HeldStream(september.Paper);
        second.Release();
        var one = verifier.VerifyAsync(september.Books.Admin, first, september.Paper.Length, Cancel);
        await first.Asked;
        var two = verifier.VerifyAsync(september.Books.Admin, second, september.Paper.Length, Cancel);
        var other = await verifier.VerifyAsync(september.Books.Admin with { Id = "person:other" }, september.Paper, Cancel);
        Assert.Equal((PaperVerdict.Genuine, false, false), (other.Verdict, second.Asked.IsCompleted, two.IsCompleted));
        using var impatient = new CancellationTokenSource();
        var third = verifier.VerifyAsync(september.Books.Admin, september.Paper, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        first.Release();
        Assert.Equal((PaperVerdict.Genuine, PaperVerdict.Genuine), ((await one).Verdict, (await two).Verdict));
    }

    /// <summary>Reading alone, on this thread, so that what it allocates can be counted.</summary>
    private static (long Allocated, double Seconds) Cost(byte[] file)
    {
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        if (PaperReader.Open(file, CancellationToken.None) is { } paper)
        {
            if (paper.Attached is { } attached) FigureList.Read(attached);
            paper.Pages();
        }
        return (GC.GetAllocatedBytesForCurrentThread() - before, watch.Elapsed.TotalSeconds);
    }

    private static byte[] Small(string content, string kids = "10 0 R ")
    {
        var bodies = new[] { (2, $"<</Type/Pages/Kids[{kids}]/Count 1>>"), (10, "<</Type/Page/Contents 11 0 R/Resources<</Font<</F1 12 0 R>>>>>>"), (12, "<</Type/Font/ToUnicode 13 0 R>>") };
        var (index, packed) = ("", "");
        foreach (var (id, body) in bodies) (index, packed) = ($"{index}{id} {packed.Length} ", packed + body);
        using var zipped = new MemoryStream();
        using (var zip = new ZLibStream(zipped, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(Encoding.ASCII.GetBytes(content));
        return Encoding.Latin1.GetBytes($"%PDF-1.7\n4 0 obj\n<</Type/ObjStm/N 3/First {index.Length}/Length {index.Length + packed.Length}>>\nstream\n{index}{packed}\nendstream\nendobj\n"
            + $"11 0 obj\n<</Filter/FlateDecode/Length {zipped.Length}>>\nstream\n{Encoding.Latin1.GetString(zipped.ToArray())}\nendstream\nendobj\n13 0 obj\n<</Length 12>>\nstream\n<0041><0041>\nendstream\nendobj\n");
    }

    /// <summary>A file that comes when the test says so.</summary>
    private sealed class HeldStream(byte[] file) : MemoryStream(file)
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously), _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public void Release() => _released.TrySetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            await _released.Task.WaitAsync(cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
