using System.Text;

namespace CommsCredits.Tests.Features.Usage.Reading;

/// <summary>What can happen to a small export: flipped bytes, junk, dropped columns, swapped cells, cut rows.</summary>
internal static class Mutation
{
    private const int Rows = 20;

    /// <summary>COMMSCREDITS_SEED makes the same again; the seed stands in the test's output.</summary>
    public static Random Seeded()
    {
        var seed = Environment.GetEnvironmentVariable("COMMSCREDITS_SEED") is { Length: > 0 } given ? int.Parse(given) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        return new(seed);
    }

    public static async Task<string[]> SampleAsync(CancellationToken cancel) =>
        (await File.ReadAllTextAsync(Samples.PathOf("PSTN.calls.2026-10.dirty.csv"), cancel)).ReplaceLineEndings("\n").Split('\n')[..(Rows + 1)];

    public static byte[] Of(string[] sample, Random random)
    {
        var rows = sample.ToList();
        for (var n = random.Next(4); n > 0; n--) MutateRows(rows, random);
        var text = Encoding.UTF8.GetBytes(string.Join(random.Next(2) == 0 ? "\n" : "\r\n", rows));
        for (var n = random.Next(8); n > 0 && text.Length > 0; n--) text = MutateBytes(text, random);
        return text;
    }

    private static void MutateRows(List<string> rows, Random random)
    {
        var at = random.Next(rows.Count);
        var cells = rows[at].Split(',');
        switch (random.Next(5))
        {
            case 0:
                var column = random.Next(cells.Length);
                for (var i = 0; i < rows.Count; i++) rows[i] = string.Join(',', rows[i].Split(',').Where((_, c) => c != column));
                break;
            case 1:
                var (a, b) = (random.Next(cells.Length), random.Next(cells.Length));
                (cells[a], cells[b]) = (cells[b], cells[a]);
                rows[at] = string.Join(',', cells);
                break;
            case 2:
                rows[at] = rows[at][..random.Next(rows[at].Length + 1)];
                break;
            case 3:
                rows.Insert(at, rows[random.Next(rows.Count)]);
                break;
            default:
                (rows[at], rows[^1]) = (rows[^1], rows[at]);
                break;
        }
    }

    private static byte[] MutateBytes(byte[] text, Random random)
    {
        var at = random.Next(text.Length);
        byte[] junk = random.Next(7) switch
        {
            0 => [(byte)random.Next(256)],
            1 => [(byte)(text[at] ^ (1 << random.Next(8)))],
            2 => "\""u8.ToArray(),
            3 => ","u8.ToArray(),
            4 => "\r\n"u8.ToArray(),
            5 => [.. Enumerable.Repeat((byte)'9', random.Next(1, 3_000))],
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
