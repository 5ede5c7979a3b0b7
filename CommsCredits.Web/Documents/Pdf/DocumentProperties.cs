namespace CommsCredits.Web.Documents.Pdf;

/// <param name="Language">A BCP 47 tag: <c>en</c>, <c>zh-Hans</c>.</param>
/// <param name="Created">UTC; written as given, never the time of printing.</param>
public sealed record DocumentProperties(string Title, string Language, DateTime Created);
