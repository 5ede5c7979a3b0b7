using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;
using CommsCredits.Web.Documents.Sections;
using CommsCredits.Web.Documents.Tables;

namespace CommsCredits.Web.Documents;

/// <summary>
/// The printed statement of a month or a longer period (R12): the sum that proves itself on page 1, then lots and movements. It computes nothing but rounding
/// lines. Printed again, the same statement and words give the same bytes (R12.4).
/// </summary>
public static class StatementPdf
{
    /// <summary>Which figures are printed and attached, and where; a change of either raises it, so that a paper of an earlier version is compared by the figures that it has. The first said nothing of it.</summary>
    public const int Layout = 3;

    public static byte[] Write(Statement statement, StatementWords words) => Write(statement, words, Paper.A4);

    public static byte[] Write(Statement statement, StatementWords words, Paper paper)
    {
        var document = new PdfDocument(new(
            words["FileTitle", statement.Period, TextMeasure.OneLine(statement.Organization.Name)], words.Language,
            statement.Closed ?? statement.Organization.Calendar.EndOf(statement.Period.Last)));
        var page = new StatementPage(statement, words, new(words, statement.Organization.Currency), new(document, paper));

        TitleSection.Write(page);
        SumSection.Write(page);
        RiskSection.Write(page);
        UsageSection.Write(page);
        SharesSection.Write(page);
        // Page 1 is the sum; where it ran over already, the rest follows at once
        if (page.Flow.IsOnFirstPage) page.Flow.NewPage();
        else page.Flow.Space(18);
        LotsSection.Write(page);
        PaidForSection.Write(page);
        MovementsSection.Write(page);
        MoreSections.Write(page);
        TermsSection.Write(page);
        HeadsAndFeet.Write(page);
        document.Attach(new(StatementCsv.FileName, StatementCsv.MediaType, StatementCsv.Write(StatementTables.Of(statement, words)), words["AttachedTables"]));
        document.Attach(new(StatementJson.FileName, StatementJson.MediaType, StatementJson.Write(statement, words.Culture, paper.Name), words["AttachedFigures"]));
        return document.Finish();
    }
}
