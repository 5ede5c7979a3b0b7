using CsCheck;

namespace CommsCredits.Tests.Laws;

/// <summary>What one step asks for, as plain numbers: whatever they are, <see cref="Books"/> makes a lawful deed of them, so that a failing history shrinks well.</summary>
public sealed record Step(int Verb, int Wait, int What, int Size);

/// <summary>A life of one pool: about three years of purchases, calls, lapses, corrections and closed months.</summary>
public sealed record History(int Zone, IReadOnlyList<Step> Steps)
{
    public static readonly string[] Zones = ["UTC", "America/New_York", "Asia/Shanghai", "Europe/Berlin", "America/Santiago"];

    private static readonly Gen<Step> s_step = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 999], Gen.Int[0, 999], (verb, wait, what, size) => new Step(verb, wait, what, size));

    public static Gen<History> Gen60 { get; } = Gen.Select(Gen.Int[0, Zones.Length - 1], s_step.Array[40, 75], (zone, steps) => new History(zone, steps));

    // Calls, late ones among them, between everything that gives money back: the verbs of Books, each as often as it stands here. 100 is the move.
    private static readonly int[] s_returning = [0, 0, 0, 30, 30, 30, 30, 30, 30, 64, 72, 72, 72, 80, 80, 80, 80, 85, 88, 88, 91, 91, 94, 94, 95];

    private static readonly Gen<Step> s_returningStep =
        Gen.Select(Gen.Int[0, s_returning.Length * 4], Gen.Int[0, 99], Gen.Int[0, 999], Gen.Int[0, 999],
            (verb, wait, what, size) => new Step(verb == 0 ? 100 : s_returning[verb % s_returning.Length], wait, what, size));

    /// <summary>Histories in which money comes back all the time: the order of returns, late rows, closed months and the move is what they are about.</summary>
    public static Gen<History> Returning { get; } = Gen.Select(Gen.Int[0, Zones.Length - 1], s_returningStep.Array[45, 75], (zone, steps) => new History(zone, steps));

    public override string ToString() => $"{Zones[Zone]}\n{string.Join('\n', Steps.Select(s => $"new({s.Verb}, {s.Wait}, {s.What}, {s.Size}),"))}";
}
