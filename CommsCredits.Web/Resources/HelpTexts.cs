namespace CommsCredits.Web.Resources;

/// <summary>The words of the help pages: <c>HelpTitle_</c>, <c>HelpLead_</c>, <c>HelpSteps_</c> (one a line) and <c>HelpKnow_</c> of each task.</summary>
public sealed class HelpTexts;
