namespace CommsCredits.Web.Components.Controls;

/// <summary>A lot has one of twelve colours for life: (number - 1) mod 12. Where lots that are open at once would share one, <see cref="LotColors"/> parts them.</summary>
public static class LotColor
{
    public const int Count = 12;

    /// <summary>1 to 12, as in the classes l1, f1, t1 and the tokens --cc-lot-1.</summary>
    public static int Of(int lotNumber) => (lotNumber - 1) % Count + 1;
}
