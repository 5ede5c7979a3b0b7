using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Layout;

/// <summary>How a text is set; sizes in points.</summary>
public sealed record TextStyle(FontFace Face, double Size, double LineHeight, int Color = Ink.Text)
{
    public static TextStyle Title { get; } = new(FontFace.Medium, 18.75, 23.25);
    public static TextStyle Lead { get; } = new(FontFace.Regular, 11.25, 15.75, Ink.Secondary);
    public static TextStyle Part { get; } = new(FontFace.Medium, 13.5, 18);
    public static TextStyle Heading { get; } = new(FontFace.SemiBold, 10.5, 14.25);
    public static TextStyle Body { get; } = new(FontFace.Regular, 9.4, 13.2);
    public static TextStyle Small { get; } = new(FontFace.Regular, 8.6, 11.4);
    public static TextStyle Foot { get; } = new(FontFace.Regular, 7.9, 10.5, Ink.Secondary);

    public TextStyle In(int color) => this with { Color = color };
    public TextStyle In(FontFace face) => this with { Face = face };
    public TextStyle Scaled(double factor) => this with { Size = Size * factor, LineHeight = LineHeight * factor };

    /// <summary>From the top of a line to its base line: Plex's capitals then stand in the middle.</summary>
    public double BaseLine => LineHeight / 2 + Size * 0.35;
}
