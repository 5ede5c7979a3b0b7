namespace CommsCredits.Web.Data.Rows;

/// <summary>
/// A signed-in browser. The cookie holds only a random key; what the sign-in said, with the refresh token, stays here, protected. Of the server, not of one organization: also whoever has none is signed in.
/// </summary>
public sealed class SessionRow
{
    /// <summary>SHA-256 of the key in the cookie: reading the database gives nobody a session.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Named on pages and in the audit trail instead of the key.</summary>
    public required Guid Id { get; init; }
    public required Guid TenantId { get; init; }

    /// <summary>The actor id: <c>person:</c> and the Entra object id.</summary>
    public required string PersonId { get; init; }

    /// <summary>The authentication ticket, protected by the portal's keys.</summary>
    public required byte[] Ticket { get; set; }
    public required DateTime Started { get; init; }

    /// <summary>When the issuer last said that the person still has these roles.</summary>
    public required DateTime Renewed { get; set; }
    public required DateTime Expires { get; set; }
}

/// <summary>A key for programs: shown once, kept as a hash (R14.2).</summary>
public sealed class ApiKeyRow : IOrganizationOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Name { get; set; }

    /// <summary>Names of the scopes of R14.3, parted by spaces.</summary>
    public required string Scopes { get; set; }

    /// <summary>SHA-256 of the secret, which is 256 random bits.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The beginning of the secret, by which a person knows it again.</summary>
    public required string Hint { get; set; }
    public required DateTime Created { get; init; }
    public required string CreatedBy { get; init; }
    public DateTime? Expires { get; set; }
    public DateTime? Revoked { get; set; }
    public DateTime? LastUsed { get; set; }

    /// <summary>After a rotation the secret before it works until <see cref="PreviousUntil"/>.</summary>
    public byte[]? PreviousHash { get; set; }
    public DateTime? PreviousUntil { get; set; }
}

/// <summary>A request of a program with an Idempotency-Key, and what it was answered: the same key again is answered from here.</summary>
public sealed class ApiRequestRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required Guid ApiKeyId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 over method, path and body: the same key for something else is refused.</summary>
    public required byte[] Content { get; init; }
    public required DateTime At { get; init; }
    public int? Status { get; set; }
    public string? Answer { get; set; }
}
