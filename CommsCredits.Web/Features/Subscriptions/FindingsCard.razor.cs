using CommsCredits.Domain.Plans;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Subscriptions;

/// <summary>What the recorded subscriptions mean for the credits: what was found, then what holds always.</summary>
public sealed partial class FindingsCard
{
    [Parameter, EditorRequired] public SubscriptionBook Book { get; set; } = default!;

    private string Title(SubscriptionFinding finding, IReadOnlyList<string> plans) => L[$"Finding_{finding}", string.Join(", ", plans.Select(p => L[$"Plan_{p}"].Value))];

    private static string Icon(SubscriptionFinding finding) => finding switch
    {
        SubscriptionFinding.NewCommerce or SubscriptionFinding.NobodyEligible => Icons.Material.Outlined.Block,
        SubscriptionFinding.PaysEveryCall => Icons.Material.Outlined.Payments,
        _ => Icons.Material.Outlined.WarningAmber,
    };
}
