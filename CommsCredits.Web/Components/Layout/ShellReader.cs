using CommsCredits.Domain;

namespace CommsCredits.Web.Components.Layout;

public enum PoolState { Open, Low, Blocked, Postpaid }

/// <summary>What the frame around every page shows of the organization; null leaves a piece out.</summary>
public sealed record ShellFacts
{
    public static readonly ShellFacts None = new();

    public string? OrganizationName { get; init; }
    public TimeZoneInfo? Zone { get; init; }
    public Money? Balance { get; init; }
    public Currency? Currency { get; init; }
    public PoolState State { get; init; }

    /// <summary>Calls that wait for somebody; shown beside Usage unless zero.</summary>
    public int Exceptions { get; init; }

    /// <summary>When the books were last checked (UTC).</summary>
    public DateTime? BooksChecked { get; init; }
}

/// <summary>Reads the facts of the frame.</summary>
public sealed class ShellReader
{
    /// <summary>Until organizations are stored there is nothing to tell.</summary>
    public ValueTask<ShellFacts> ReadAsync(Actor actor, CancellationToken cancel) => ValueTask.FromResult(ShellFacts.None);
}
