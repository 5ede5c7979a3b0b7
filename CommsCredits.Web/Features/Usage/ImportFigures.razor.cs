using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data.Rows;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>How far the import is, and the sum that proves that no line is lost (R9.7).</summary>
public sealed partial class ImportFigures
{
    [Parameter, EditorRequired] public ImportView View { get; set; } = default!;

    private ImportSummary Import => View.Import;
    private int Sum => Import.Records + Import.Known + Import.Exceptions + Import.Unreadable;

    private string Headline => Import.State switch
    {
        ImportState.Waiting => L["ImportState_Waiting"],
        ImportState.Failed or ImportState.Canceled => L[$"ImportState_{Import.State}"],
        ImportState.Done => L["Import_AllRead"],
        _ => L["Import_Read", (Import.Thousandths / 10m).ToString("0.0", System.Globalization.CultureInfo.CurrentCulture)],
    };

    private string Pace
    {
        get
        {
            var words = new List<string>(3);
            if (Import.Progress.LinesASecond is > 0 and var pace) words.Add(L["Import_Pace", Format.Number(pace)]);
            if (Import is { State: ImportState.Running, Trouble: null, Progress.SecondsLeft: { } left }) words.Add(left < 120 ? L["Import_Left", Format.Number(left)] : L["Import_LeftMinutes", Format.Number(left / 60)]);
            var at = Format.DateTime(View.Calendar.WallClock(Import.Started));
            words.Add(Import.StartedBy is { } person ? L["Import_StartedBy", person, at] : L["Import_Started", at]);
            return string.Join(" · ", words);
        }
    }
}
