using CommsCredits.Domain.Notices;

namespace CommsCredits.Web.Data.Rows;

/// <summary>Who did what, with before and after, written in the transaction of the deed (R14.4). Never changed, never deleted.</summary>
public sealed class AuditRow : IOrganizationOwned
{
    public long Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required DateTime At { get; init; }
    public required string ActorId { get; init; }

    /// <summary>A verb and a noun: <c>TopUp.Requested</c>.</summary>
    public required string Action { get; init; }
    public required string Subject { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}

/// <summary>A notice in the outbox (R13.3): written with its cause, sent later, kept for the notice list.</summary>
public sealed class NoticeRow : IOrganizationOwned
{
    public long Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required NoticeKind Kind { get; init; }

    /// <summary>Unique in the organization: the same crossing, seen twice, is one notice (R13.2).</summary>
    public required string Key { get; init; }
    public required DateTime Created { get; init; }

    /// <summary>What the words need, by name, as JSON; culture-free.</summary>
    public required string Figures { get; init; }
    public DateTime? Sent { get; set; }
    public int Tries { get; set; }
    public DateTime? NextTry { get; set; }
    public string? LastFault { get; set; }
}

/// <summary>Names are kept apart from the books: an entry knows an opaque id, the page looks the name up (R3.2, R12.4).</summary>
public sealed class PersonRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>The actor id: <c>person:</c> and the Entra object id.</summary>
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string Login { get; set; }

    /// <summary>Where notices go; null for whoever signed in but receives none.</summary>
    public string? Mail { get; set; }
    /// <summary>The language that the person reads; null: English.</summary>
    public string? Language { get; set; }
    public required DateTime LastSeen { get; set; }
}

/// <summary>The development clock (R15): how far a demo database's time is from the server's.</summary>
public sealed class ClockRow
{
    public required int Id { get; init; }
    public required long OffsetTicks { get; set; }
}
