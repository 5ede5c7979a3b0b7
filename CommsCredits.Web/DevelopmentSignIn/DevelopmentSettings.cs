namespace CommsCredits.Web.DevelopmentSignIn;

/// <summary>Somebody to sign in as during development.</summary>
public sealed record DevelopmentPerson
{
    public required Guid Oid { get; init; }
    public required Guid TenantId { get; init; }
    public required string Login { get; init; }
    public required string Name { get; init; }

    /// <summary>Said beside the name of a person of another organization than the first.</summary>
    public string? Organization { get; init; }
    public string[] Roles { get; init; } = [];
}

/// <summary>The client as the portal knows it (<c>AzureAd</c>) and the people (<c>DevSignIn:People</c>).</summary>
public sealed record DevelopmentSettings(Guid TenantId, string ClientId, string ClientSecret, IReadOnlyList<DevelopmentPerson> People)
{
    public static DevelopmentSettings From(IConfiguration settings) => new(
        Guid.Parse(settings["AzureAd:TenantId"] ?? ""),
        settings["AzureAd:ClientId"] ?? "",
        settings["AzureAd:ClientSecret"] ?? "",
        settings.GetSection("DevSignIn:People").Get<DevelopmentPerson[]>() ?? []);
}
