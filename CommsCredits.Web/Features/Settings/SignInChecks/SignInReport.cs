namespace CommsCredits.Web.Features.Settings.SignInChecks;

/// <summary>Untried: something before it failed, so nothing is known.</summary>
public enum CheckState { Fine, Look, Wrong, Untried }

/// <summary>What is looked at, in the order in which a sign-in needs it. A text <c>SignInPart_</c> exists for each.</summary>
public enum SignInPart { Issuer, Keys, Clock, Application, Redirect, Roles }

/// <summary>One check and what came of it.</summary>
/// <param name="Code">One of <see cref="Codes"/>: a text <c>SignInSaid_</c> says it in the operator's words, with what to do. Nothing of a secret is ever in it.</param>
public sealed record SignInFinding(SignInPart Part, CheckState State, string Code, params IReadOnlyList<object> Figures)
{
    public static IReadOnlyList<string> Codes { get; } =
    [
        "Untried",
        "IssuerFine", "IssuerNoName", "IssuerNoAnswer", "IssuerCertificate", "IssuerTimedOut", "IssuerNotOidc", "IssuerBusy", "TenantUnknown",
        "KeysFine", "KeysNone",
        "ClockFine", "ClockAway", "ClockOff", "ClockUntold",
        "SecretFine", "SecretWrong", "SecretExpired", "CertificateFine", "CertificateEnds", "CertificateEnded", "CertificateUnknown", "CertificateUnreadable", "AssertionLate", "ProofMissing", "ApplicationUnknown", "ApplicationDisabled",
        "ApplicationBlocked", "ClientRefused", "ProofUntried", "ProofOther",
        "RedirectFine", "RedirectDevelopment", "RedirectNotHttps",
        "RolesFine", "RolesUnknown", "GroupsNotSaid", "GroupsTooMany", "TokenGone",
    ];
}

/// <summary>A role here, what gives it in the directory, and whether the person who asks has it from there.</summary>
/// <param name="Value">The value of the app role.</param>
/// <param name="Groups">Object ids of the groups whose members have it.</param>
/// <param name="FromRole">The token named the app role.</param>
/// <param name="FromGroups">Groups that the token named.</param>
/// <param name="Has">Has it, whatever it is from.</param>
public sealed record RoleLine(string Role, string Value, IReadOnlyList<string> Groups, bool FromRole, IReadOnlyList<string> FromGroups, bool Has);

/// <summary>All of it.</summary>
/// <param name="Redirect">The address that must be registered.</param>
public sealed record SignInReport(IReadOnlyList<SignInFinding> Findings, Uri Redirect, string Issuer, string TenantId, string ClientId, IReadOnlyList<RoleLine> Roles)
{
    public int Wrong => Findings.Count(f => f.State == CheckState.Wrong);
    public int ToLookAt => Findings.Count(f => f.State == CheckState.Look);

    /// <summary>What is wrong, and what is not known.</summary>
    public int Open => Findings.Count(f => f.State is CheckState.Wrong or CheckState.Untried);
}
