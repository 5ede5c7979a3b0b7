using CommsCredits.Domain;

namespace CommsCredits.Web.Features.Help;

/// <summary>One thing that people come to do. Its words are <c>HelpTexts</c> by its id: title, lead, steps one a line, and what is good to know.</summary>
/// <param name="Id">Stands in the address.</param>
/// <param name="Role">Who may do it; null: whoever may see the page.</param>
public sealed record HelpTask(string Id, string Icon, string? Role = null);

/// <summary>The tasks of a kind, in the order in which people meet them.</summary>
/// <param name="Name">A key of <c>HelpTexts</c>.</param>
public sealed record HelpGroup(string Name, IReadOnlyList<HelpTask> Tasks);

/// <summary>Every task there is help for. A new one adds a line here and its words in both languages.</summary>
public static class HelpTasks
{
    public static readonly IReadOnlyList<HelpGroup> Groups =
    [
        new("Money",
        [
            new("add-funds", MudBlazor.Icons.Material.Outlined.Add, Roles.BillingAdmin),
            new("auto-recharge", MudBlazor.Icons.Material.Outlined.Autorenew, Roles.BillingAdmin),
            new("what-lapses", MudBlazor.Icons.Material.Outlined.HourglassBottom),
            new("billed-after-use", MudBlazor.Icons.Material.Outlined.SwapHoriz, Roles.BillingAdmin),
        ]),
        new("Calls",
        [
            new("import-usage", MudBlazor.Icons.Material.Outlined.UploadFile, Roles.TelecomAdmin),
            new("exceptions", MudBlazor.Icons.Material.Outlined.Rule, Roles.TelecomAdmin),
            new("why-charged", MudBlazor.Icons.Material.Outlined.HelpOutline),
            new("why-blocked", MudBlazor.Icons.Material.Outlined.Block),
            new("price-list", MudBlazor.Icons.Material.Outlined.Sell, Roles.TelecomAdmin),
        ]),
        new("Books",
        [
            new("read-statement", MudBlazor.Icons.Material.Outlined.Description),
            new("verify-pdf", MudBlazor.Icons.Material.Outlined.VerifiedUser),
            new("close-month", MudBlazor.Icons.Material.Outlined.Lock, Roles.BillingAdmin),
            new("correct-charge", MudBlazor.Icons.Material.Outlined.Undo, Roles.BillingAdmin),
            new("backup", MudBlazor.Icons.Material.Outlined.Save),
        ]),
        new("Organization",
        [
            new("notices", MudBlazor.Icons.Material.Outlined.Notifications),
            new("settings", MudBlazor.Icons.Material.Outlined.Settings, Roles.BillingAdmin),
            new("api-keys", MudBlazor.Icons.Material.Outlined.Key, Roles.BillingAdmin),
            new("personal-data", MudBlazor.Icons.Material.Outlined.Fingerprint, Roles.BillingAdmin),
            new("audit-trail", MudBlazor.Icons.Material.Outlined.History),
            new("register-app", MudBlazor.Icons.Material.Outlined.AppRegistration),
        ]),
    ];

    public static IEnumerable<HelpTask> All => Groups.SelectMany(g => g.Tasks);

    public static HelpTask? Find(string? id) => All.FirstOrDefault(t => t.Id == id);
}
