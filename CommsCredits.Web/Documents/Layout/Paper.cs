namespace CommsCredits.Web.Documents.Layout;

/// <summary>A sheet in points. Margins are 15 mm.</summary>
public sealed record Paper(double Width, double Height)
{
    public const double Margin = 42.52;

    public static Paper A4 { get; } = new(595.28, 841.89);
    public static Paper Letter { get; } = new(612, 792);

    public double Left => Margin;
    public double Right => Width - Margin;
    public double ContentWidth => Width - 2 * Margin;
}
