using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Settings;

/// <summary>How mail leaves this server. It is set where the server is run, never here.</summary>
public sealed partial class MailServerCard
{
    [Parameter, EditorRequired] public MailServerFacts Server { get; set; } = default!;
    [Parameter] public string Class { get; set; } = "";
}
