using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Imports with the figures of each; a row leads to its page.</summary>
public sealed partial class ImportsTable
{
    [Parameter, EditorRequired] public IReadOnlyList<ImportSummary> Imports { get; set; } = [];
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
    [Parameter, EditorRequired] public LocalCalendar Calendar { get; set; } = default!;
}
