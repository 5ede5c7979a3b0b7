using CommsCredits.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Features.Help;

/// <summary>What people come to do, and how: numbered, short, with links to where it is done. The task stands in the address.</summary>
public sealed partial class HelpPage
{
    /// <summary>A task's id.</summary>
    [Parameter] public string? Asked { get; set; }

    [Inject] private IStringLocalizer<HelpTexts> Texts { get; set; } = default!;

    private HelpTask? Task => HelpTasks.Find(Asked);
}
