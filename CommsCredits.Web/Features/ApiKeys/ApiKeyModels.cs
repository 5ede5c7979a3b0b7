using CommsCredits.Domain;

namespace CommsCredits.Web.Features.ApiKeys;

public enum ApiKeyState { Active, Expired, Revoked }

/// <summary>A key as the page lists it; its secret is nowhere.</summary>
/// <param name="Hint">How the secret begins.</param>
/// <param name="CreatedBy">The person's name; null where none is known.</param>
/// <param name="PreviousUntil">Until when the secret before the last rotation works as well; null where it does not.</param>
public sealed record ApiKeyLine(Guid Id, string Name, IReadOnlyList<ApiScope> Scopes, string Hint, DateTime Created, string? CreatedBy, DateTime? Expires, DateTime? Revoked, DateTime? LastUsed,
    DateTime? PreviousUntil, ApiKeyState State)
{
    public bool IsOver => State != ApiKeyState.Active;
}

/// <summary>The keys of the organization: those that work first, then by when they were made, the newest first.</summary>
public sealed record ApiKeyBook(Organization Organization, DateTime Now, IReadOnlyList<ApiKeyLine> Keys)
{
    public LocalCalendar Calendar => Organization.Calendar;
    public DateOnly Today => Calendar.DayOf(Now);
    public int Working => Keys.Count(k => !k.IsOver);
}

/// <summary>What a new key may do and for how long.</summary>
/// <param name="LastDay">The last day, the organization's, on which it works; null: until it is revoked.</param>
public sealed record ApiKeyWish(string Name, IReadOnlyList<ApiScope> Scopes, DateOnly? LastDay);

/// <summary>A secret, for the one time that it is shown.</summary>
public sealed record ShownSecret(Guid Id, string Name, string Secret);
