namespace CommsCredits.Web.Resources;

/// <summary>Names the texts of the printed statement: <c>StatementTexts.resx</c> and its translations.</summary>
public sealed class StatementTexts;
