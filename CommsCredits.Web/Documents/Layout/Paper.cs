namespace CommsCredits.Web.Documents.Layout;

/// <summary>A sheet in points. Margins are 15 mm.</summary>
public sealed record Paper(string Name, double Width, double Height)
{
    public const double Margin = 42.52;

    public static Paper A4 { get; } = new("A4", 595.28, 841.89);
    public static Paper Letter { get; } = new("Letter", 612, 792);

    /// <summary>By its name in any case; A4 for any other.</summary>
    public static Paper Named(string? name) => string.Equals(name, Letter.Name, StringComparison.OrdinalIgnoreCase) ? Letter : A4;

    public double Left => Margin;
    public double Right => Width - Margin;
    public double ContentWidth => Width - 2 * Margin;
}
