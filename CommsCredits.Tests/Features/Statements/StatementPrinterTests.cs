using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Resources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using UglyToad.PdfPig;

namespace CommsCredits.Tests.Features.Statements;

public sealed class StatementPrinterTests
{
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en");

    [Fact]
    [Trait("Rule", "R12.4")]
    public async Task ClosedMonth_PrintsTheSameBytes_AndEachPrintingIsInTheTrail()
    {
        await using var books = await SeptemberAsync();
        var printer = books.Get<StatementPrinter>();
        var first = await printer.PrintAsync(books.Admin, new Month(2026, 9), StatementFormat.Pdf, s_english, Paper.A4, TestBooks.Cancel);
        books.Clock.Advance(TimeSpan.FromDays(300));
        var second = await printer.PrintAsync(books.Admin, new Month(2026, 9), StatementFormat.Pdf, s_english, Paper.A4, TestBooks.Cancel);
        Assert.Equal(first, second);
        await using var db = books.Read();
        var trail = await db.Audit.Where(a => a.Action == "Statement.Printed").ToListAsync(TestBooks.Cancel);
        Assert.Equal(["month:2026-09", "month:2026-09"], trail.Select(a => a.Subject));
        Assert.All(trail, a => Assert.Equal(books.Admin.Id, a.ActorId));
    }

    [Fact]
    public async Task References_AreSaidInWords()
    {
        await using var books = await SeptemberAsync();
        await using (var db = books.Read())
        {
            var charged = await db.Calls.Where(c => c.Charge > Money.Zero).OrderBy(c => c.UsageId).FirstAsync(TestBooks.Cancel);
            var mended = await books.Get<Corrections>().PostAsync(books.Admin, "form", new CreditBackCall(charged.UsageId), "Call dropped by the carrier", TestBooks.Cancel);
            Assert.Null(mended.Refused);
        }
        Assert.Equal(["Recorded: AGREEMENT-7, order PO 4500", "Visa ending 4242, by auto-recharge"], await TopUpsAsync(books, "en"));
        Assert.Equal(["已登记：AGREEMENT-7，订单 PO 4500", "尾号 4242 的 Visa，自动充值"], await TopUpsAsync(books, "zh-Hans"));
        var october = Text(await books.Get<StatementPrinter>().PrintAsync(books.Admin, new Month(2026, 10), StatementFormat.Pdf, s_english, Paper.A4, TestBooks.Cancel));
        Assert.Contains("dropped", october);
        Assert.DoesNotContain("topup:", Text(await books.Get<StatementPrinter>().PrintAsync(books.Admin, new Month(2026, 9), StatementFormat.Pdf, s_english, Paper.A4, TestBooks.Cancel)));
    }

    [Fact]
    public async Task OtherMonths_AreNothing_AndTheRoleIsDemanded()
    {
        await using var books = await SeptemberAsync();
        var printer = books.Get<StatementPrinter>();
        Assert.Null(await printer.PrintAsync(books.Admin, new Month(2026, 8), StatementFormat.Pdf, s_english, Paper.A4, TestBooks.Cancel));
        Assert.Null(await printer.PrintAsync(books.Admin, new Month(2026, 11), StatementFormat.Pdf, s_english, Paper.A4, TestBooks.Cancel));
        var telecom = books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) };
        await Assert.ThrowsAsync<NotPermittedException>(() => printer.PrintAsync(telecom, new Month(2026, 9), StatementFormat.Pdf, s_english, Paper.A4, TestBooks.Cancel));
    }

    [Fact]
    public async Task View_OffersTheNewestClosedMonth_AndWhatIsNextToClose()
    {
        await using var books = await SeptemberAsync();
        var view = await books.Get<StatementReader>().ViewAsync(books.Admin, null, TestBooks.Cancel);
        Assert.Equal((new MonthSpan(new(2026, 9), new(2026, 9)), new Month(2026, 10), false), (view!.Statement.Period, view.NextToClose, view.MayBeClosed));
        Assert.Equal([null, view.Statement.Closing], view.Months.Select(m => m.Closing));
        Assert.Equal(new DateOnly(2026, 11, 3), view.Months[0].ClosesBy);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-11-01T00:00:00Z"));
        Assert.True((await books.Get<StatementReader>().ViewAsync(books.Admin, new Month(2026, 10), TestBooks.Cancel))!.MayBeClosed);
        Assert.Null(await books.Get<StatementReader>().ViewAsync(books.Admin, new Month(2026, 8), TestBooks.Cancel));
    }

    [Fact]
    [Trait("Rule", "R12.1")]
    public async Task SumLines_AddUpAsShown()
    {
        await using var books = await SeptemberAsync();
        var statement = (await books.Get<StatementReader>().StatementAsync(books.Admin, new Month(2026, 9), TestBooks.Cancel))!;
        // Thirds of a cent in three lines: shown alone each rounds down
        var third = new Money(3_333);
        foreach (var s in new[] { statement, statement with { Corrections = third, CreditedBack = third, OpeningLots = third, Closing = statement.Closing + third * 3 } })
        {
            var lines = SumLines.Of(s, Texts());
            var sum = lines.Where(l => !l.IsTotal).Sum(l => (l.Sign == "\u2212" ? -1 : 1) * l.Amount.Shown(2));
            Assert.Equal(s.Closing.Shown(2), sum);
            Assert.Equal(lines[^1].Amount, s.Closing);
        }
        Assert.DoesNotContain(SumLines.Of(statement, Texts()), l => l.Amount.IsZero && l.Text.StartsWith("Paid back", StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<string?>> TopUpsAsync(TestBooks books, string language)
    {
        var statement = (await books.Get<StatementReader>().StatementAsync(books.Admin, new Month(2026, 9), TestBooks.Cancel))!;
        await using var db = books.Read();
        var references = await StatementReferences.ReadAsync(db, statement, TestBooks.Cancel);
        return statement.TopUps.Select(t => references.Describe(t, new(CultureInfo.GetCultureInfo(language)))).Distinct();
    }

    private static IStringLocalizer<PortalTexts> Texts()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = s_english;
        return new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<PortalTexts>>();
    }

    private static string Text(byte[]? pdf)
    {
        using var document = PdfDocument.Open(pdf!);
        return string.Concat(document.GetPages().Select(p => string.Join(' ', p.GetWords().Select(w => w.Text)) + " "));
    }

    /// <summary>September closed, October under way; a recorded purchase with an order, and the rule's purchases.</summary>
    private static async Task<TestBooks> SeptemberAsync()
    {
        var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.Get<TopUpDesk>().BuyAsync(books.Admin, "recorded", new() { Amount = Money.OfUnits(100), Method = PaymentMethod.Recorded, RecordedDay = new(2026, 9, 1), Reference = "AGREEMENT-7", PurchaseOrder = "PO 4500" }, TestBooks.Cancel);
        await books.SetRuleAsync(trigger: 100, amount: 200, monthCap: 5_000, dayCap: 10, card);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-30T23:00:00Z"));
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-04T00:00:00Z"));
        await books.RunJobsAsync();
        return books;
    }
}
