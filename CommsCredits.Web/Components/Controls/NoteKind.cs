using MudBlazor;

namespace CommsCredits.Web.Components.Controls;

public enum NoteKind { Info, Warn, Bad, Good }

/// <summary>A colour never speaks alone: every kind of note has its icon.</summary>
public static class NoteIcon
{
    public static string Of(NoteKind kind) => kind switch
    {
        NoteKind.Good => Icons.Material.Outlined.CheckCircle,
        NoteKind.Bad => Icons.Material.Outlined.Block,
        NoteKind.Warn => Icons.Material.Outlined.WarningAmber,
        _ => Icons.Material.Outlined.Info,
    };
}
