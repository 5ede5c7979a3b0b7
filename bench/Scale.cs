namespace CommsCredits.Bench;

/// <summary>How large the figures are measured: as the targets are stated, or a tenth to try the script.</summary>
public sealed record Scale(int Rows, int Entries, int FewEntries, int Pairs, int Lots)
{
    public static readonly Scale Full = new(200_000, 1_000_000, 10_000, 5, 5_000), Small = new(20_000, 100_000, 10_000, 3, 500);
}
