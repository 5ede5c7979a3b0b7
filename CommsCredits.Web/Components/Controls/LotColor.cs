namespace CommsCredits.Web.Components.Controls;

/// <summary>A lot has one of six colours for life: (number - 1) mod 6.</summary>
public static class LotColor
{
    /// <summary>1 to 6, as in the classes l1, f1, t1 and the tokens --cc-lot-1.</summary>
    public static int Of(int lotNumber) => (lotNumber - 1) % 6 + 1;
}
