using CommsCredits.Domain;
using MudBlazor;

namespace CommsCredits.Web.Components.Layout;

/// <summary>A line of the menu. <c>Text</c> and <c>Group</c> are keys of PortalTexts.</summary>
public sealed record NavigationEntry(string? Group, string Text, string Href, string Icon, Permission Needs, bool CountsExceptions = false);

/// <summary>Every page that the menu leads to, in its order. A new page adds one line here.</summary>
public static class NavigationMap
{
    private const string Money = "Nav_Money";
    private const string Calls = "Nav_Calls";
    private const string Organization = "Nav_Organization";
    private const string More = "Nav_More";

    public static readonly IReadOnlyList<NavigationEntry> All =
    [
        new(null, "Nav_Overview", "/", Icons.Material.Outlined.SpaceDashboard, Permission.SeeOverview),
        new(Money, "Nav_Funding", "/funding", Icons.Material.Outlined.Layers, Permission.SeeFunding),
        new(Money, "Nav_Recharge", "/recharge", Icons.Material.Outlined.Autorenew, Permission.SeeRecharge),
        new(Money, "Nav_Payments", "/payments", Icons.Material.Outlined.CreditCard, Permission.SeeFunding),
        new(Money, "Nav_Subscriptions", "/subscriptions", Icons.Material.Outlined.CardMembership, Permission.SeeSubscriptions),
        new(Money, "Nav_Ledger", "/ledger", Icons.Material.Outlined.MenuBook, Permission.SeeLedger),
        new(Money, "Nav_Statements", "/statements", Icons.Material.Outlined.Description, Permission.SeeStatements),
        new(Money, "Nav_Verify", "/verify", Icons.Material.Outlined.VerifiedUser, Permission.SeeStatements),
        new(Calls, "Nav_Usage", "/usage", Icons.Material.Outlined.Call, Permission.SeeUsage, CountsExceptions: true),
        new(Calls, "Nav_Rates", "/rates", Icons.Material.Outlined.Sell, Permission.SeeRates),
        new(Calls, "Nav_Plans", "/plans", Icons.Material.Outlined.CompareArrows, Permission.SeeRates),
        new(Organization, "Nav_Notices", "/notices", Icons.Material.Outlined.Notifications, Permission.SeeNotices),
        new(Organization, "Nav_Settings", "/settings", Icons.Material.Outlined.Settings, Permission.SeeSettings),
        new(Organization, "Nav_Status", "/status", Icons.Material.Outlined.MonitorHeart, Permission.SeeSettings),
        new(Organization, "Nav_Audit", "/audit", Icons.Material.Outlined.History, Permission.SeeAudit),
        new(Organization, "Nav_Privacy", "/privacy", Icons.Material.Outlined.Fingerprint, Permission.ErasePeople),
        new(Organization, "Nav_ApiKeys", "/api-keys", Icons.Material.Outlined.Key, Permission.SeeApiKeys),
        new(More, "Nav_Help", "/help", Icons.Material.Outlined.HelpOutline, Permission.SeeOverview),
    ];

    /// <summary>The line that a path belongs to, like Settings for <c>/settings/mail</c>; null where there is none.</summary>
    public static NavigationEntry? Find(string path) => All.Where(e => path == e.Href || e.Href.Length > 1 && path.StartsWith(e.Href + '/', StringComparison.Ordinal)).MaxBy(e => e.Href.Length);

    public static IEnumerable<NavigationEntry> Of(Actor? actor) => All.Where(e => actor?.May(e.Needs) == true);
}
