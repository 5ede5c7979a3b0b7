using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;
using CommsCredits.Web.Documents.Sections;

namespace CommsCredits.Web.Documents;

/// <summary>
/// The printed statement of a month (R12): the sum that proves itself on page 1, then lots and movements. It computes nothing but rounding
/// lines. Printed again, the same statement and words give the same bytes (R12.4).
/// </summary>
public static class StatementPdf
{
    public static byte[] Write(Statement statement, StatementWords words) => Write(statement, words, Paper.A4);

    public static byte[] Write(Statement statement, StatementWords words, Paper paper)
    {
        var month = statement.Month;
        var document = new PdfDocument(new(
            words["FileTitle", month, TextMeasure.OneLine(statement.Organization.Name)], words.Language,
            statement.Closed ?? statement.Organization.Calendar.EndOf(month)));
        var page = new StatementPage(statement, words, new(words, statement.Organization.Currency), new(document, paper));

        TitleSection.Write(page);
        SumSection.Write(page);
        RiskSection.Write(page);
        UsageSection.Write(page);
        page.Flow.NewPage();
        LotsSection.Write(page);
        PaidForSection.Write(page);
        MovementsSection.Write(page);
        TermsSection.Write(page);
        HeadsAndFeet.Write(page);
        document.Attach(new(StatementJson.FileName, StatementJson.MediaType, StatementJson.Write(statement, words.Culture, paper == Paper.Letter ? StatementJson.PaperLetter : StatementJson.PaperA4), words["AttachedFigures"]));
        return document.Finish();
    }
}
