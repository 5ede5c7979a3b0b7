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
    public const int Layout = 4;

    /// <summary>The part of a page from which on it counts as written on, at the foot of page 1 and on the last page.</summary>
    private const double NearlyFull = 0.88, NearlyEmpty = 0.25;

    public static byte[] Write(Statement statement, StatementWords words) => Write(statement, words, Paper.A4);

    public static byte[] Write(Statement statement, StatementWords words, Paper paper)
    {
        var page = LayOut(statement, words, paper, isTight: false);
        // A few lines alone on the last page: laid out a little tighter, they mostly go onto the page before
        if (page.Flow is { IsOnFirstPage: false, Filled: < NearlyEmpty } && LayOut(statement, words, paper, isTight: true) is var tight && tight.Flow.Document.Pages.Count < page.Flow.Document.Pages.Count)
            page = tight;
        HeadsAndFeet.Write(page);
        var document = page.Flow.Document;
        document.Attach(new(StatementCsv.FileName, StatementCsv.MediaType, StatementCsv.Write(StatementTables.Of(statement, words)), words["AttachedTables"]));
        document.Attach(new(StatementJson.FileName, StatementJson.MediaType, StatementJson.Write(statement, words.Culture, paper.Name), words["AttachedFigures"]));
        return document.Finish();
    }

    /// <summary>
    /// What papers of other layouts may say that this one does not, though the figures are the same: more or fewer of the shares beside their rest, and the axis of a chart without any balance.
    /// </summary>
    public static IEnumerable<string> TextsOfOtherLayouts(Statement statement, StatementWords words, Paper paper)
    {
        var document = new PdfDocument(new(words.FileTitle(statement), words.Language, statement.Organization.Calendar.EndOf(statement.Period.Last)));
        var shares = SharesSection.EveryText(new(statement, words, new(words, statement.Organization.Currency), new(document, paper)));
        return shares.Concat(Enumerable.Range(0, 6).Select(tick => words.Number(tick / 5m, 1)));
    }

    private static StatementPage LayOut(Statement statement, StatementWords words, Paper paper, bool isTight)
    {
        var document = new PdfDocument(new(words.FileTitle(statement), words.Language, statement.Closed ?? statement.Organization.Calendar.EndOf(statement.Period.Last)));
        var page = new StatementPage(statement, words, new(words, statement.Organization.Currency), new(document, paper, isTight));
        TitleSection.Write(page);
        SumSection.Write(page);
        RiskSection.Write(page);
        UsageSection.Write(page);
        SharesSection.Write(page);
        // Page 1 is the sum; where it ran over already, or has much room left, the rest follows at once
        if (page.Flow is { IsOnFirstPage: true, Filled: > NearlyFull }) page.Flow.NewPage();
        else page.Flow.Space(18);
        LotsSection.Write(page);
        PaidForSection.Write(page);
        MovementsSection.Write(page);
        MoreSections.Write(page);
        TermsSection.Write(page);
        return page;
    }
}
