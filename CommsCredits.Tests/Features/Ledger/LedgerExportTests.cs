using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Ledger;
using CommsCredits.Web.Features.Statements;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Ledger;

public sealed class LedgerExportTests
{
    private static readonly LedgerFilter s_all = new();

    [Fact]
    public async Task Csv_HasEveryEntryWithEveryField()
    {
        await using var books = await LivedAsync();
        var (csv, done) = await ExportAsync(books, ExportFormat.Csv, s_all);
        await using var db = books.Read();
        var entries = await db.Entries.OrderBy(e => e.Sequence).ToListAsync(TestBooks.Cancel);
        var pool = await db.Pools.SingleAsync(TestBooks.Cancel);
        Assert.Equal((entries.Count, pool.HeadSequence, Convert.ToHexString(pool.HeadHash)), (done.Entries, done.HeadSequence, done.HeadHash));
        var expected = entries.Select(e => string.Join(',', e.Sequence, e.Effective.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture), e.Posted.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
            e.BookingMonth, e.IsLate ? "true" : "false", e.Kind, e.From, e.To, e.Amount, "USD", e.Reference, e.IdempotencyKey, Convert.ToHexString(e.ContentHash), e.ActorId, Convert.ToHexString(e.Hash)));
        Assert.Equal(expected, csv.TrimEnd('\n').Split('\n').Skip(1));
    }

    [Fact]
    public async Task Csv_OfAFilter_HasWhatThePageShows()
    {
        await using var books = await LivedAsync();
        foreach (var filter in new LedgerFilter[] { new() { Lot = 1 }, new() { Kind = EntryKind.Purchase }, new() { Minimum = Money.OfUnits(20) }, new() { To = new(2026, 8, 31) } })
        {
            var (csv, done) = await ExportAsync(books, ExportFormat.Csv, filter);
            var shown = new List<string>();
            for (var page = 1; page <= (done.Entries + LedgerReader.PageSize - 1) / LedgerReader.PageSize; page++)
                shown.AddRange((await books.Get<LedgerReader>().ListAsync(books.Admin, filter, page, TestBooks.Cancel)).Lines.Select(l => $"{l.Sequence}"));
            Assert.Equal(shown.AsEnumerable().Reverse(), csv.TrimEnd('\n').Split('\n').Skip(1).Select(l => l.Split(',')[0]));
            await using var db = books.Read();
            Assert.True(done.Entries < await db.Entries.CountAsync(TestBooks.Cancel));
        }
    }

    [Fact]
    public async Task Csv_HasNoFormula()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        // A reference is the one text of an entry that a file or a person may bring.
        await PostAsync(books, "=HYPERLINK(\"http://x\",\"y\")");
        await PostAsync(books, " +1+1, \"q\"\nnext");
        var (csv, _) = await ExportAsync(books, ExportFormat.Csv, s_all);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",", csv);
        Assert.Contains(",\"' +1+1, \"\"q\"\"\nnext\",", csv);
    }

    [Fact]
    public async Task Journal_SaysNothingThatAReferenceMakesUp()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        await PostAsync(books, "x, date: 2020-01-01\n    equity:Mine  99 USD\n; [2020-01-01]");
        var (journal, _) = await ExportAsync(books, ExportFormat.Hledger, s_all);
        Assert.Contains("reference: x%2C date: 2020-01-01%0A    equity:Mine  99 USD%0A%3B %5B2020-01-01%5D\n", journal);
        await AcceptedAsync(journal);
    }

    [Fact]
    public async Task Export_IsInTheAuditTrail_AndNeedsThePermission()
    {
        await using var books = await TestBooks.OpenAsync();
        await ExportAsync(books, ExportFormat.Csv, new LedgerFilter { Months = new(new(2026, 9), null) });
        await using var db = books.Read();
        Assert.Contains("2026-09", (await db.Audit.SingleAsync(a => a.Action == "Ledger.Exported", TestBooks.Cancel)).After);
        var telecom = books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) };
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<LedgerExport>().WriteAsync(telecom, ExportFormat.Csv, s_all, TextWriter.Null, TestBooks.Cancel));
    }

    [Fact]
    [Trait("Rule", "R12.2")]
    public async Task Journal_IsAccepted_AndAgreesWithTheStatements_ByAccountAndMonth()
    {
        await using var books = await LivedAsync();
        var (journal, _) = await ExportAsync(books, ExportFormat.Hledger, s_all);
        await AcceptedAsync(journal);
        var found = await BalancesAsync(journal);
        await using var db = books.Read();
        var entries = await db.Entries.ToListAsync(TestBooks.Cancel);
        var expected = entries.SelectMany(e => new[] { (e.BookingMonth, Account: Journal.Account(e.To), e.Amount), (e.BookingMonth, Account: Journal.Account(e.From), Amount: -e.Amount) })
            .GroupBy(x => (x.Account, x.BookingMonth)).ToDictionary(g => g.Key, g => g.Select(x => x.Amount).Total());
        Assert.Equal(expected.Where(e => !e.Value.IsZero).OrderBy(e => e.Key), found.Where(f => !f.Value.IsZero).OrderBy(f => f.Key));
        Assert.Contains(entries, e => e.IsLate);
        Assert.Contains(entries, e => e.Kind == EntryKind.Expiry);

        foreach (var month in await books.Get<StatementReader>().MonthsAsync(books.Admin, TestBooks.Cancel))
        {
            var statement = (await books.Get<StatementReader>().StatementAsync(books.Admin, month.Month, TestBooks.Cancel))!;
            Assert.Equal(statement.Closing - statement.Opening, found.Where(f => f.Key.Account.StartsWith("assets:pool:", StringComparison.Ordinal) && f.Key.Month == month.Month).Select(f => f.Value).Total());
            Assert.All(statement.Lots, lot => Assert.Equal(lot.Closing - lot.Opening, found.GetValueOrDefault((Journal.Account(Book.Lot(lot.Number)), month.Month))));
            Assert.All(statement.Usage, use => Assert.Equal(use.Amount, found.GetValueOrDefault((Journal.Account(Book.Usage(use.Kind)), month.Month))));
            Assert.Equal(statement.Lapsed, found.GetValueOrDefault(("expenses:Expired", month.Month)));
        }
    }

    private static async Task AcceptedAsync(string journal)
    {
        foreach (var checks in new string[][] { [], ["accounts", "commodities", "ordereddates"] })
        {
            var said = await HledgerAsync(journal, ["check", .. checks]);
            Assert.True(said.ExitCode == 0, said.Complaint);
        }
    }

    private static async Task<Dictionary<(string Account, Month Month), Money>> BalancesAsync(string journal)
    {
        var rows = (await HledgerAsync(journal, ["balance", "-M", "--flat", "-N", "-O", "csv"])).Output.TrimEnd().Split('\n').Select(r => r.Trim().Trim('"').Split("\",\"")).ToList();
        var months = rows[0].Skip(1).Select(Month.Parse).ToList();
        return rows.Skip(1).SelectMany(row => months.Select((month, i) => (row[0], month, Amount: row[i + 1]))).ToDictionary(x => (x.Item1, x.month), x => Money.Of(decimal.Parse(x.Amount.Split(' ')[0], CultureInfo.InvariantCulture)));
    }

    private static async Task<Said> HledgerAsync(string journal, string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, journal, TestBooks.Cancel);
            return await Operator.StartAsync("hledger", ["-f", file, .. arguments]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("hledger is not installed.");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(string Text, Exported Done)> ExportAsync(TestBooks books, ExportFormat format, LedgerFilter filter)
    {
        await using var text = new StringWriter();
        var done = await books.Get<LedgerExport>().WriteAsync(books.Admin, format, filter, text, TestBooks.Cancel);
        return (text.ToString(), done);
    }

    private static async Task PostAsync(TestBooks books, string reference) =>
        await books.Get<CommsCredits.Web.Ledger.LedgerWriter>().WriteAsync<int>(books.Admin, Permission.CorrectLedger, session =>
        {
            session.Post(session.Pool.Draw(Domain.Calls.UsageKind.International, Money.OfUnits(1), session.Now), reference, reference, new byte[32]);
            session.Audit("Test.Used", reference);
            return Task.FromResult<CommsCredits.Web.Ledger.Outcome<int>>(1);
        }, TestBooks.Cancel);

    /// <summary>Four hours from UTC: an opening lot that lapses, overdraft and what makes it good, months that close, calls that come late.</summary>
    private static async Task<TestBooks> LivedAsync()
    {
        var books = await TestBooks.OpenAsync(zone: "America/New_York", now: "2026-09-01T09:00:00Z");
        await books.Get<CommsCredits.Web.Payments.TopUpDesk>().BuyAsync(books.Admin, "opening", new() { Amount = Money.OfUnits(60), Method = Domain.Funding.PaymentMethod.Recorded, RecordedDay = new(2025, 10, 31), Reference = "OLD" }, TestBooks.Cancel);
        var card = await books.AddCardAsync();
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-30T12:00:00Z"));
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        await books.BuyAsync(2_000, card);
        await books.Get<CommsCredits.Web.Payments.TopUpDesk>().BuyAsync(books.Admin, "old", new() { Amount = Money.OfUnits(60), Method = Domain.Funding.PaymentMethod.Recorded, RecordedDay = new(2025, 10, 31), Reference = "OLD-2" }, TestBooks.Cancel);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-11-05T12:00:00Z"));
        await books.RunJobsAsync();
        await books.ImportAsync("PSTN.calls.2026-10.dirty.csv");
        return books;
    }
}
