namespace CommsCredits.Web.Resources;

/// <summary>Names the texts of the mails that tell what happened: <c>NoticeTexts.resx</c> and its translations.</summary>
public sealed class NoticeTexts;
