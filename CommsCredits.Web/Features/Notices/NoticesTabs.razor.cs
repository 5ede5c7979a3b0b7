using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Notices;

/// <summary>What was told, and what the reader receives.</summary>
public sealed partial class NoticesTabs
{
    [Parameter] public bool Mine { get; set; }
}
