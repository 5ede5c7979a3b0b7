namespace CommsCredits.Domain;

public enum ActorKind { Person, ApiKey, CommandLine, Job }

/// <summary>
/// Who acts, in which organization, with which permissions (R14.2). <see cref="Id"/> is opaque: never a name, a number or an address (R3.2).
/// The first parameter of every operation and reader.
/// </summary>
public sealed record Actor(Guid OrganizationId, string Id, ActorKind Kind, IReadOnlySet<Permission> Permissions)
{
    /// <summary>The network address that a request came from; null for jobs and the command line. Goes to the audit trail only.</summary>
    public string? From { get; init; }

    /// <summary>When a person last proved to the issuer who they are (UTC); null for whoever does not sign in.</summary>
    public DateTime? ProvedAt { get; init; }

    /// <summary>The session that a person acts in; null for whoever does not sign in. What an ended session began is not committed.</summary>
    public Guid? Session { get; init; }

    public bool May(Permission permission) => Permissions.Contains(permission);

    /// <summary>Throws <see cref="NotPermittedException"/> unless the actor holds the permission.</summary>
    public void Demand(Permission permission)
    {
        if (!May(permission)) throw new NotPermittedException(permission);
    }

    /// <summary>A job of the server acts in one organization with every permission, and is named in the audit trail.</summary>
    public static Actor Job(Guid organizationId, string name) =>
        new(organizationId, "job:" + name, ActorKind.Job, Enum.GetValues<Permission>().ToHashSet());

    /// <summary>Whoever may run the program on the server may do everything; the audit trail names the command line.</summary>
    public static Actor CommandLine(Guid organizationId) =>
        new(organizationId, "cli", ActorKind.CommandLine, Enum.GetValues<Permission>().ToHashSet());
}

public class NotPermittedException(Permission permission) : Exception($"The permission {permission} is missing.")
{
    public Permission Permission { get; } = permission;
}

/// <summary>The key was revoked or the session ended while the deed was under way: nothing of it is committed.</summary>
public sealed class ActorEndedException(Permission permission) : NotPermittedException(permission);
