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
    private double Seconds => ((Import.Finished ?? View.Now) - Import.Started).TotalSeconds;
    private long LinesASecond => Seconds <= 0 ? 0 : (long)(Import.Lines / Seconds);

    private string Headline => Import.State switch
    {
        ImportState.Waiting => L["ImportState_Waiting"],
        ImportState.Failed => L["ImportState_Failed"],
        ImportState.Done => L["Import_AllRead"],
        _ => L["Import_Read", (Import.Thousandths / 10m).ToString("0.0", System.Globalization.CultureInfo.CurrentCulture)],
    };

    private string Pace
    {
        get
        {
            var words = new List<string>(3);
            if (LinesASecond > 0) words.Add(L["Import_Pace", Format.Number(LinesASecond)]);
            if (Import.State == ImportState.Running && Import.Thousandths is > 0 and < 1000) words.Add(L["Import_Left", Format.Number((long)Math.Ceiling(Seconds * (1000 - Import.Thousandths) / Import.Thousandths))]);
            var at = Format.DateTime(View.Calendar.WallClock(Import.Started));
            words.Add(Import.StartedBy is { } person ? L["Import_StartedBy", person, at] : L["Import_Started", at]);
            return string.Join(" · ", words);
        }
    }
}
