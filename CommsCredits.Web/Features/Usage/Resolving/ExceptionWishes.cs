using CommsCredits.Domain;
using CommsCredits.Domain.Calls;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>The exceptions that a decision is for: all of one cause, or one of them.</summary>
/// <param name="Key">What tells this cause from others with the same code.</param>
/// <param name="Id">Null: all alike.</param>
public sealed record ExceptionChoice(ExceptionReason Code, string Key, long? Id = null);

/// <summary>What a person decides of calls that wait (R9.7).</summary>
public abstract record Verdict;

/// <summary>Booked for this kind: at one amount for each call, or at what the source charged where that has an exact amount in the pool's currency.</summary>
public sealed record Accept(UsageKind Kind, Money? Amount) : Verdict;

/// <summary>Resolved without booking.</summary>
public sealed record Dismiss : Verdict;

/// <summary>Changed since booked: the booked charge stands.</summary>
public sealed record KeepBooked : Verdict;

/// <summary>Changed since booked: the booked charge is corrected to what the new row costs, or to an amount (R9.6).</summary>
public sealed record TakeNew(Money? Amount) : Verdict;

/// <summary>What became of the exceptions that were chosen, and which entries were posted for them; zero where none was.</summary>
/// <param name="Waiting">Those that still wait, as they are or for another reason.</param>
/// <param name="Beyond">Those of them that cost more than is plausible, and wait for whoever may correct the ledger (R9.11).</param>
public sealed record Resolved(int Charged, Money Amount, int Others, int Waiting, long FirstEntry, long LastEntry, int Beyond = 0)
{
    public static readonly Resolved Nothing = new(0, Money.Zero, 0, 0, 0, 0);

    public int Count => Charged + Others;

    public Resolved And(Resolved next) =>
        new(Charged + next.Charged, Amount + next.Amount, Others + next.Others, Waiting + next.Waiting, FirstEntry == 0 ? next.FirstEntry : FirstEntry, Math.Max(LastEntry, next.LastEntry), Beyond + next.Beyond);
}
