using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Pages;

/// <summary>A sign-in that came to nothing: in the person's words, without what the issuer or a library says of it.</summary>
public sealed partial class SignInFailed
{
    private static readonly Dictionary<string, string> s_reasons = new(StringComparer.Ordinal) { ["tenant"] = "Tenant", ["denied"] = "Denied", ["again"] = "Again" };

    [SupplyParameterFromQuery(Name = "why")] private string? Why { get; set; }

    private string Reason => s_reasons.GetValueOrDefault(Why ?? "", "Fault");
}
