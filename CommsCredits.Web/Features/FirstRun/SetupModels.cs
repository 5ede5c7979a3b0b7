using CommsCredits.Domain;

namespace CommsCredits.Web.Features.FirstRun;

/// <summary>What is left to do once there is an organization, in the order in which it is best done. Texts <c>SetupStep_</c>, <c>SetupWhat_</c> and <c>SetupGo_</c> exist for each.</summary>
public enum SetupStepKind
{
    /// <summary>What is left of earlier purchases is recorded, or credits were bought (R6.6).</summary>
    Funds,
    Recipients,

    /// <summary>A test mail went out, or any other.</summary>
    MailTest,

    /// <summary>The sign-in check found nothing wrong since the portal was started.</summary>
    SignIn,

    /// <summary>There is a rule, or one that was saved switched off: both are decisions. Nothing is to be decided where use is billed.</summary>
    Recharge,
    Usage,
    Backup,
}

/// <param name="Href">Where it is done; null where a button does it here.</param>
/// <param name="MayDo">The actor may do it themselves; otherwise another role must.</param>
public sealed record SetupStep(SetupStepKind Kind, bool IsDone, string? Href, bool MayDo = true);

/// <param name="SetUp">When somebody said that it is finished; null: not yet.</param>
public sealed record SetupFacts(Organization Organization, IReadOnlyList<SetupStep> Steps, DateTime? SetUp)
{
    public int Done => Steps.Count(s => s.IsDone);
}
