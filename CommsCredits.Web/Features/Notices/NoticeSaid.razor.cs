using CommsCredits.Web.Mail;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Notices;

/// <summary>What a notice says, and where something can be done about it.</summary>
public sealed partial class NoticeSaid
{
    [Parameter, EditorRequired] public NoticeWords Words { get; set; } = default!;
    [Parameter, EditorRequired] public string PageName { get; set; } = "";
}
