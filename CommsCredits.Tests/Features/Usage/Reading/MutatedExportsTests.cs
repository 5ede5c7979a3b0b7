using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Calls;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Tests.Features.Usage.Reading;

public sealed class MutatedExportsTests
{
    private const int Files = 10_000;

    [Fact]
    public async Task Read_OfMutatedExportsNeverCrashesAndLinesAddUp()
    {
        var random = Mutation.Seeded();
        var sample = await Mutation.SampleAsync(TestContext.Current.CancellationToken);
        var organization = CallRecords.Organization();
        var classifier = new CallClassifier(organization, await Samples.DecksAsync(organization.Calendar), ChargeSource.Vendor);
        for (var i = 0; i < Files; i++)
        {
            var text = Mutation.Of(sample, random);
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
                Assert.Fail($"file {i}: {e}");
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
}
