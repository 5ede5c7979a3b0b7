using System.Text;
using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Calls;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Tests.Features.Usage.Reading;

public sealed class MutatedExportsTests
{
    private const int Files = 300;

    [Fact]
    public async Task Read_OfMutatedExportsNeverCrashesAndLinesAddUp()
    {
        var seed = Environment.GetEnvironmentVariable("COMMSCREDITS_SEED") is { Length: > 0 } given ? int.Parse(given) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var sample = (await File.ReadAllTextAsync(Samples.PathOf("PSTN.calls.2026-10.dirty.csv"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Split('\n')[..60];
        var organization = CallRecords.Organization();
        var classifier = new CallClassifier(organization, await Samples.DecksAsync(organization.Calendar), ChargeSource.Vendor);
        for (var i = 0; i < Files; i++)
        {
            var text = Encoding.UTF8.GetBytes(string.Join(random.Next(2) == 0 ? "\n" : "\r\n", sample));
            for (var n = random.Next(1, 30); n > 0; n--) text = Mutate(text, random);
            try
            {
                var lines = await Samples.ReadAsync(new MemoryStream(text));
                var tally = new ImportTally(classifier, CallRecords.Now).Add(lines);
                Assert.Equal(lines.Count, tally.Records.Count + tally.Duplicates + tally.Exceptions.Count + tally.Unreadable);
                Assert.Equal(lines.Select(l => l.Number).Distinct().Order(), lines.Select(l => l.Number));
                Assert.All(lines.OfType<UnreadableLine>(), l => Assert.True(l.Raw.Length <= ReadingLimits.RawChars));
            }
            catch (UnreadableFileException)
            {
                continue;
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, file {i}: {e}");
            }
        }
    }

    [Fact]
    public async Task Read_OfCellMutationsKeepsEveryPhysicalLine()
    {
        var random = new Random(7);
        var sample = (await File.ReadAllTextAsync(Samples.PathOf("PSTN.calls.2026-10.dirty.csv"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        for (var i = 1; i < sample.Length; i++)
        {
            var at = random.Next(sample[i].Length);
            sample[i] = sample[i].Remove(at, 1).Insert(at, "x,\"-\u00E9\0 9"[random.Next(8)].ToString());
        }
        var lines = await Samples.ReadTextAsync(string.Join("\n", sample));
        Assert.Equal(Enumerable.Range(2, sample.Length - 1).Except(lines.Select(l => l.Number)).Count(), sample.Length - 1 - lines.Count);
        Assert.True(lines.Count >= (sample.Length - 1) * 9 / 10);
    }

    private static byte[] Mutate(byte[] text, Random random)
    {
        var at = random.Next(text.Length);
        byte[] junk = random.Next(6) switch
        {
            0 => [(byte)random.Next(256)],
            1 => "\""u8.ToArray(),
            2 => ","u8.ToArray(),
            3 => "\r\n"u8.ToArray(),
            4 => [.. Enumerable.Repeat((byte)'9', random.Next(1, 3_000))],
            _ => text[at..Math.Min(text.Length, at + random.Next(400))],
        };
        return random.Next(3) switch
        {
            0 => [.. text[..at], .. junk, .. text[at..]],
            1 => [.. text[..at], .. junk, .. text[Math.Min(text.Length, at + junk.Length)..]],
            _ => [.. text[..at], .. text[Math.Min(text.Length, at + random.Next(1, 40))..]],
        };
    }
}
