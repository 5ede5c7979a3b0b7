namespace CommsCredits.Web.Documents.Layout;

/// <summary>A column of the page to write into: from x, so wide.</summary>
public readonly record struct Box(double X, double Width)
{
    public double Right => X + Width;

    /// <summary>Two columns with a gap between them.</summary>
    public (Box Left, Box Right) Halves(double gap)
    {
        var width = (Width - gap) / 2;
        return (new(X, width), new(X + width + gap, width));
    }
}
