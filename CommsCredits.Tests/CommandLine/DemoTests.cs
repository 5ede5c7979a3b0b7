using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.CommandLine;
using CommsCredits.Web.CommandLine.Demo;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.CommandLine;

/// <summary>The demo's history has one of everything that a person should be able to find in it, and its books are true.</summary>
public sealed class DemoTests(DemoTests.Demo demo) : IClassFixture<DemoTests.Demo>
{
    public sealed class Demo : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("commscredits-demo-").FullName;

        public CommandHost Host { get; private set; } = null!;
        public Actor Actor { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await CommandHost.OpenAsync(_folder, CancellationToken.None, Repository.Root, "Development");
            await Host.Get<DemoSeed>().RunAsync(new() { Clock = new(2026, 11, 24, 18, 0, 0, DateTimeKind.Utc) }, CancellationToken.None);
            Actor = await Host.ActorAsync(null, CancellationToken.None);
        }

        public CommsCreditsDb Read() => Host.Get<Database>().Read(Actor, Permission.SeeLedger);

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_HasOneOfEverything()
    {
        await using var db = demo.Read();
        async Task Has(string what, IQueryable<object> rows) => Assert.True(await rows.AnyAsync(Cancel), $"The demo has no {what}.");
        Assert.NotNull((await db.Organizations.SingleAsync(Cancel)).SetUp);
        await Has("lapse", db.Entries.Where(e => e.Kind == EntryKind.Expiry));
        await Has("reversed lapse", db.Entries.Where(e => e.Kind == EntryKind.ExpiryReversal));
        await Has("overdraft made good", db.Entries.Where(e => e.Kind == EntryKind.Repayment));
        await Has("failed recharge", db.TopUps.Where(t => t.IsAutomatic && t.State == TopUpState.Failed));
        await Has("capped recharge", db.RechargeDecisions.Where(d => d.Outcome == RechargeOutcome.MonthCap));
        await Has("credit back", db.Entries.Where(e => e.Kind == EntryKind.CreditBack));
        await Has("correction", db.Entries.Where(e => e.Kind == EntryKind.Correction));
        await Has("chargeback", db.Entries.Where(e => e.Kind == EntryKind.Chargeback));
        await Has("resolved exception", db.CallExceptions.Where(e => e.Resolved != null));
        await Has("late row", db.Entries.Where(e => e.IsLate && e.Kind == EntryKind.Usage));
        await Has("opening lot", db.Entries.Where(e => e.Kind == EntryKind.OpeningLot));
        await Has("exception", db.CallExceptions.Where(e => e.Code == ExceptionReason.UnknownCallType));
        await Has("unreadable line", db.UnreadableLines);
        await Has("closed month", db.ClosedMonths);
        await Has("notice", db.Notices);
    }

    [Fact]
    public async Task Books_AreTrue()
    {
        var report = await demo.Host.Get<BooksCheck>().RunAsync(demo.Actor, Cancel);
        Assert.Null(report.Fault);
        Assert.True(report.ClosedMonths >= 12);
    }

    [Fact]
    public async Task Statements_OfAllMonths_CloseWhereTheNextOpens_AndPrintTheSameBytesTwice()
    {
        var reader = demo.Host.Get<StatementReader>();
        Money? closing = null;
        foreach (var month in (await reader.MonthsAsync(demo.Actor, Cancel)).Reverse())
        {
            var statement = await reader.StatementAsync(demo.Actor, month.Month, Cancel);
            Assert.NotNull(statement);
            Assert.Equal(closing ?? Money.Zero, statement.Opening);
            closing = statement.Closing;
            var words = new StatementWords(System.Globalization.CultureInfo.GetCultureInfo("en"));
            Assert.Equal(StatementPdf.Write(statement, words), StatementPdf.Write(statement, words));
        }
    }

    [Fact]
    public async Task Statement_IsTheSame_WhenEveryDerivedRowIsGone()
    {
        var reader = demo.Host.Get<StatementReader>();
        var month = new Month(2026, 3);
        var words = new StatementWords(System.Globalization.CultureInfo.GetCultureInfo("en"));
        var before = StatementPdf.Write((await reader.StatementAsync(demo.Actor, month, Cancel))!, words);
        await using (var db = demo.Read())
        await using (var transaction = await db.Database.BeginTransactionAsync(Cancel))
        {
            var organization = (await db.Organizations.SingleAsync(Cancel)).ToDomain();
            const string derived =
                """
                DELETE FROM "Lots"; DELETE FROM "Calls"; DELETE FROM "CallExceptions"; DELETE FROM "UnreadableLines"; DELETE FROM "Imports"; DELETE FROM "TopUps";
                DELETE FROM "RechargeDecisions"; DELETE FROM "Notices"; DELETE FROM "Rates"; DELETE FROM "RateDecks"; DELETE FROM "DaySums"; DELETE FROM "DestinationSums";
                """;
            await db.Database.ExecuteSqlRawAsync(derived, Cancel);
            Assert.Equal(before, StatementPdf.Write(await StatementOf.PeriodAsync(db, await new StatementBooks().ReadAsync(db, organization, Cancel), organization, month, Cancel), words));
            await transaction.RollbackAsync(Cancel);
        }
    }
}
