using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Settings;

/// <summary>The organization, and who is told.</summary>
public sealed partial class SettingsTabs
{
    [Parameter] public bool Mail { get; set; }
}
