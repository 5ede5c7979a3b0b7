using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>What every section of a statement works with: the figures, the words, and the place on the page.</summary>
internal sealed record StatementPage(Statement Statement, StatementWords Words, Figures Figures, Flow Flow);
