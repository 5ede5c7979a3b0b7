using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Overview;

/// <summary>What this month took so far, by kind and by country.</summary>
public sealed partial class UseCard
{
    [Parameter, EditorRequired] public MonthUse Use { get; set; } = default!;
    [Parameter] public string Class { get; set; } = "c5";
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
}
