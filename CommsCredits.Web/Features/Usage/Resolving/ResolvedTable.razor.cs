using CommsCredits.Domain.Calls;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>What was worked off: by whom, when, what became of it and why; the latest first.</summary>
public sealed partial class ResolvedTable
{
    [Parameter, EditorRequired] public ResolvedList List { get; set; } = default!;

    private string CauseOf(ResolvedLine line) => line.Code switch
    {
        ExceptionReason.NoRate or ExceptionReason.NumberMasked => L[$"Exception_{line.Code}", line.Line.Figures is [var kind, ..] && Enum.TryParse<UsageKind>(kind, out var usage) ? L[$"UsageKind_{usage}"].Value : "–"],
        ExceptionReason.OtherCurrency => L[$"Exception_{line.Code}", line.Line.Figures is [{ Length: > 0 } written, ..] ? written : "–", List.Currency.Code],
        _ => L[$"Exception_{line.Code}", line.Line.Figures is [var figure, ..] ? figure : "–"],
    };

    private string ReasonOf(ResolvedLine line) => line.Reason is { Length: > 0 } reason ? reason : L["Resolved_ByRules"];

    private string CallHref(ResolvedLine line)
    {
        var day = List.Calendar.DayOf(line.Line.Start);
        return $"/usage/calls?call={Uri.EscapeDataString(line.UsageId)}&from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}";
    }

    private string Href(int by) => $"/usage/exceptions?show=resolved&page={List.First / ResolvingReader.PageSize + 1 + by}";
}
