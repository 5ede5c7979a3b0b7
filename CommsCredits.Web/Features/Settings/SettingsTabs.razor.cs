using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Settings;

public enum SettingsTab { Organization, Mail, SignIn }

/// <summary>The organization, who is told, and how people sign in.</summary>
public sealed partial class SettingsTabs
{
    [Parameter] public SettingsTab On { get; set; }

    private string Class(SettingsTab tab) => tab == On ? "on" : "";

    private string? Current(SettingsTab tab) => tab == On ? "page" : null;
}
