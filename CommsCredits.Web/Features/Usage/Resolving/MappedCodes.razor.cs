using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>Codes that this organization explained; a removed one is unknown again in later files.</summary>
public sealed partial class MappedCodes
{
    [Parameter, EditorRequired] public IReadOnlyList<MappedCode> Codes { get; set; } = [];
    [Parameter, EditorRequired] public LocalCalendar Calendar { get; set; } = default!;
    [Parameter] public bool MayWork { get; set; }
    [Parameter] public EventCallback<CodeMapping> OnRemove { get; set; }
}
