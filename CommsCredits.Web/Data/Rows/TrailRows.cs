using CommsCredits.Domain.Notices;

namespace CommsCredits.Web.Data.Rows;

/// <summary>Who did what, from where, with before and after, written in the transaction of the deed (R14.4). Never changed, never deleted; each row holds the hash of the one before it.</summary>
public sealed class AuditRow : IOrganizationOwned
{
    public long Id { get; init; }
    public required Guid OrganizationId { get; init; }

    /// <summary>1, 2, 3 … in the organization, without a gap.</summary>
    public long Sequence { get; set; }
    public required DateTime At { get; init; }
    public required string ActorId { get; init; }

    /// <summary>The network address that the request came from; null for jobs and the command line.</summary>
    public string? From { get; init; }

    /// <summary>A verb and a noun: <c>TopUp.Requested</c>.</summary>
    public required string Action { get; init; }
    public required string Subject { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>What stands beside the ledger after this row's write, as <c>TrailState</c> writes it; null in a row whose write changed nothing of it.</summary>
    public string? State { get; set; }

    /// <summary>Over this row and the hash of the row before it: a row that is changed, taken out or put in is noticed.</summary>
    public byte[] Hash { get; set; } = [];
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

    /// <summary>When one mail for each of its recipients was put into the outbox; null: still to be done.</summary>
    public DateTime? Mailed { get; set; }

    /// <summary>The later notice whose mail tells of this one too (R13.2); null: its own mail does.</summary>
    public long? ToldWith { get; set; }
}

/// <summary>One notice to one recipient: waiting, sent, or given up after the last try and waiting for a person (R13.3).</summary>
public sealed class MailRow : IOrganizationOwned
{
    public long Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required long NoticeId { get; init; }
    public required Guid RecipientId { get; init; }
    public required DateTime Created { get; init; }
    public DateTime? Sent { get; set; }
    public int Tries { get; set; }

    /// <summary>When it is tried again; null: at once.</summary>
    public DateTime? NextTry { get; set; }
    public string? LastFault { get; set; }

    /// <summary>When the last try failed: nothing happens any more until a person sends it again.</summary>
    public DateTime? GivenUp { get; set; }
}

/// <summary>Who receives mail, and of which notices (R13.1). A person who may add funds becomes one at the first sign-in; others, such as a shared mailbox, are added in the settings.</summary>
public sealed class RecipientRow : IOrganizationOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Address { get; set; }
    public required string Name { get; set; }

    /// <summary>The language that the mail is written in; null: English.</summary>
    public string? Language { get; set; }

    /// <summary>Names of the kinds of notices, parted by spaces; null: all of them, also those that come later.</summary>
    public string? Kinds { get; set; }
    public required DateTime Added { get; init; }

    /// <summary>Whoever signs in as this person; null for an address that is nobody's.</summary>
    public string? PersonId { get; init; }

    /// <summary>Taken off the list: receives nothing, and a later sign-in does not bring it back.</summary>
    public DateTime? Removed { get; set; }

    public bool Wants(NoticeKind kind) => Kinds is null || Kinds.Split(' ').Contains(kind.ToString());
}

/// <summary>Names are kept apart from the books: an entry knows an opaque id, the page looks the name up (R3.2, R12.4).</summary>
public sealed class PersonRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>The actor id: <c>person:</c> and the Entra object id.</summary>
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string Login { get; set; }


    /// <summary>The language that the person reads; null: English.</summary>
    public string? Language { get; set; }
    public required DateTime LastSeen { get; set; }

    /// <summary>The roles that the person had when the issuer last said so, parted by blanks; null: not known. A key that they made gives no more than these (R14.3).</summary>
    public string? Roles { get; set; }

    /// <summary>The newest notice that the person has looked at in the portal; the bell counts the later ones.</summary>
    public long NoticesSeen { get; set; }
}

/// <summary>The development clock (R15): how far a demo database's time is from the server's.</summary>
public sealed class ClockRow
{
    public required int Id { get; init; }
    public required long OffsetTicks { get; set; }
}
