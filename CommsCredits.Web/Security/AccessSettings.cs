using CommsCredits.Domain;

namespace CommsCredits.Web.Security;

/// <summary>The section <c>Access</c>: which directories may sign in, what their roles and groups mean here, and how long a sign-in is good for (R14.1).</summary>
public sealed record AccessSettings
{
    /// <summary>The app role's value in the token for each of our roles. A role that is not named here has our own name.</summary>
    public Dictionary<string, string> RoleNames { get; init; } = [];

    /// <summary>The object id of a group in the directory, and the role its members have. A second source beside app roles.</summary>
    public Dictionary<string, string> Groups { get; init; } = [];

    /// <summary>The directories (tenant ids) whose people may sign in, beside <c>AzureAd:TenantId</c>.</summary>
    public Guid[] Tenants { get; init; } = [];

    /// <summary>Any directory may sign in, and whoever has the role Billing.Admin there makes its organization.</summary>
    public bool SelfRegistration { get; init; }

    /// <summary>Whoever has the role Billing.Admin in an allowed directory without an organization may make it: the first run.</summary>
    public bool FirstRun { get; init; } = true;

    /// <summary>How often the issuer is asked whether a person still has their roles.</summary>
    public int RenewMinutes { get; init; } = 15;

    /// <summary>How long a session may go on while the issuer does not answer.</summary>
    public int GraceMinutes { get; init; } = 60;

    /// <summary>After so many hours a person signs in again, whatever they did.</summary>
    public int SessionHours { get; init; } = 12;

    /// <summary>How long after a sign-in a purchase above the organization's limit needs no new one.</summary>
    public int FreshMinutes { get; init; } = 5;

    /// <summary>Where a token that has too many groups to list them sends its reader.</summary>
    public string GraphAddress { get; init; } = "https://graph.microsoft.com/";

    /// <summary>How often an open page looks whether its session still stands.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromSeconds(20);

    public static AccessSettings Of(IConfiguration? settings) => settings?.GetSection("Access").Get<AccessSettings>() ?? new();

    /// <summary>The person proved a short while ago who they are; a job or the command line has nobody to ask. By the machine's clock, never the portal's (R15).</summary>
    internal bool IsFresh(Actor actor) => actor.Kind != ActorKind.Person || actor.ProvedAt is { } proved && TimeProvider.System.GetUtcNow().UtcDateTime - proved < TimeSpan.FromMinutes(FreshMinutes);

    /// <summary>What is wrong with the section, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var role in RoleNames.Keys.Except(Roles.All)) yield return $"Access:RoleNames:{role} is no role here: use {string.Join(", ", Roles.All)}.";
        foreach (var (group, role) in Groups)
        {
            if (!Guid.TryParse(group, out _)) yield return $"Access:Groups:{group} must be the group's object id, a GUID.";
            if (!Roles.All.Contains(role)) yield return $"Access:Groups:{group} names the role {role}, which is none here: use {string.Join(", ", Roles.All)}.";
        }
        if (!Uri.TryCreate(GraphAddress, UriKind.Absolute, out var directory) || directory.Scheme != Uri.UriSchemeHttps) yield return "Access:GraphAddress must begin with https://: people's access tokens would travel unprotected.";
        if (RenewMinutes is < 1 or > 60) yield return "Access:RenewMinutes must be from 1 to 60: a role that was taken away would last too long.";
        if (GraceMinutes is < 0 or > 480) yield return "Access:GraceMinutes must be from 0 to 480.";
        if (SessionHours is < 1 or > 12) yield return "Access:SessionHours must be from 1 to 12: after half a day a person signs in again.";
        if (FreshMinutes is < 1 or > 60) yield return "Access:FreshMinutes must be from 1 to 60.";
        if (WatchEvery < TimeSpan.FromSeconds(1) || WatchEvery > TimeSpan.FromSeconds(45)) yield return "Access:WatchEvery must be from 1 to 45 seconds: an ended session must end its pages within a minute.";
    }
}
