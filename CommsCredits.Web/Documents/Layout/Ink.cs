namespace CommsCredits.Web.Documents.Layout;

/// <summary>The colours of the printed documents: those of the light pages. Each reads in grey too; none says anything alone.</summary>
public static class Ink
{
    public const int Text = 0x12252A;
    public const int Secondary = 0x4A5E64;
    public const int Hairline = 0xD8DFE0;
    public const int TableLine = 0xE4E9EA;
    public const int Panel = 0xF4F6F6;
    public const int Primary = 0x0B5A60;
    public const int White = 0xFFFFFF;
    public const int BarGround = 0xEAEEEE;
    public const int Level = 0xE6F0F1;
    public const int LapseText = 0x7A4A00;
    public const int LapseMark = 0xB26B00;
    public const int BelowZero = 0xA3231F;
    public const int BelowZeroArea = 0xF6E3E2;

    private static readonly int[] s_lots = [0x2F7A80, 0x24356B, 0x7C9C75, 0x644A8C, 0x3F96C2, 0x4F4C16];

    /// <summary>A lot has one colour for life.</summary>
    public static int Lot(int number) => s_lots[(number - 1) % s_lots.Length];

    /// <summary>The ink that reads on a lot's colour (at least 4.6:1).</summary>
    public static int OnLot(int number) => (number - 1) % s_lots.Length is 2 or 4 ? Text : White;
}
