using CommsCredits.Domain;

namespace CommsCredits.Web.Ledger;

/// <summary>What an operation answers: its value, or an expected refusal. <see cref="IsReplay"/> where the same wish was answered before (R3.6).</summary>
public sealed record Outcome<T>
{
    private Outcome(T? value, Refused? refused, bool isReplay) => (Value, Refused, IsReplay) = (value, refused, isReplay);

    public T? Value { get; }
    public Refused? Refused { get; }
    public bool IsReplay { get; }

    public static implicit operator Outcome<T>(T value) => new(value, null, false);
    public static implicit operator Outcome<T>(Refused refused) => new(default, refused, false);

    public static Outcome<T> Replay(T value) => new(value, null, true);
}

/// <summary>The entries that one wish posted; both zero where it posted none.</summary>
public sealed record Posted(long FirstSequence, long LastSequence);
