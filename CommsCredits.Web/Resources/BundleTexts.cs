namespace CommsCredits.Web.Resources;

/// <summary>Names the texts of a bundle's own page: <c>BundleTexts.resx</c> and its translations.</summary>
public sealed class BundleTexts;
