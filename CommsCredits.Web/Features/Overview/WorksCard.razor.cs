namespace CommsCredits.Web.Features.Overview;

/// <summary>What is blocked at zero and what is not (R11.4).</summary>
public sealed partial class WorksCard
{
    private static readonly string[] s_blocked = ["Overview_CallInternational", "Overview_CallTollFreeConference", "Overview_CallTollFreeAttendant", "Overview_CallBeyondPools"];
    private static readonly string[] s_open = ["Overview_CallEmergency", "Overview_CallTeams", "Overview_CallReceived", "Overview_CallInPools", "Overview_CallToll"];
}
