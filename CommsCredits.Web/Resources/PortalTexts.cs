namespace CommsCredits.Web.Resources;

/// <summary>Marks the texts of the portal, <c>PortalTexts.resx</c> and <c>PortalTexts.zh-Hans.resx</c>. Keys read <c>Area_Name</c>.</summary>
public sealed class PortalTexts;
