using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Statements;

/// <summary>Calls by country and person (R12.1): kept with the postings, compared by the check, the same as the calls themselves say.</summary>
public sealed class UsageSharesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnImportedMonth_IsInBothLists_ToTheLastDigit()
    {
        await using var books = await SeptemberAsync();
        var statement = await StatementAsync(books, new Month(2026, 9));
        Assert.True(statement.ByCountry.Count > 5 && statement.ByPerson.Count > 5);
        foreach (var lines in new[] { statement.ByCountry, statement.ByPerson })
        {
            Assert.Equal(statement.Used, lines.Select(l => l.Amount).Total());
            Assert.Equal(statement.Usage.Sum(u => u.Calls), lines.Sum(l => l.Calls));
            Assert.Equal(statement.Usage.Sum(u => u.Minutes), lines.Sum(l => l.Minutes));
            Assert.Equal(lines.OrderByDescending(l => l.Amount).Select(l => l.Amount), lines.Select(l => l.Amount));
            Assert.Equal(lines.Count, lines.Select(l => l.Key).Distinct().Count());
        }
        Assert.DoesNotContain(statement.ByCountry, l => l.Key.Contains(" - ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EachPersonsCalls_GiveThatPersonsLine()
    {
        await using var books = await SeptemberAsync();
        var statement = await StatementAsync(books, new Month(2026, 9));
        foreach (var line in statement.ByPerson.Where(p => p.Key.Length > 0))
        {
            var person = (await books.Get<PersonReader>().ReadAsync(books.Admin, new Month(2026, 9), line.Key, Cancel))!;
            Assert.Equal((line.Calls, line.Minutes, line.Amount), (person.Calls.Count, person.Calls.Sum(c => c.Minutes), person.Calls.Select(c => c.Amount).Total()));
            Assert.NotNull(person.Name);
            Assert.Equal(line.Amount, person.ByCountry.Select(c => c.Amount).Total());
            Assert.Equal(line.Amount, person.ByKind.Select(c => c.Amount).Total());
        }
        Assert.Null(await books.Get<PersonReader>().ReadAsync(books.Admin, new Month(2026, 9), "person:nobody", Cancel));
        Assert.Null(await books.Get<PersonReader>().ReadAsync(books.Admin, new Month(2026, 9), "", Cancel));
    }

    /// <summary>Booked in October because September was closed: it counts there, and not in the month it was made in.</summary>
    [Fact]
    public async Task ALateCall_CountsInTheMonthThatBookedIt()
    {
        await using var books = await SeptemberAsync();
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-05T09:00:00Z"));
        await books.RunJobsAsync();
        var before = await StatementAsync(books, new Month(2026, 9));
        Assert.NotNull(before.Closed);
        await new SmallExport().Row("late-1", charge: "1.25", start: "2026-09-20T10:00:00", seconds: 61).Row("timely-1", charge: "0.50", start: "2026-10-02T10:00:00").ImportAsync(books);
        Assert.Equal(before.Fingerprint, (await StatementAsync(books, new Month(2026, 9))).Fingerprint);
        var october = await StatementAsync(books, new Month(2026, 10));
        Assert.Equal(new("Germany", 2, 3, Money.Of(1.75m)), Assert.Single(october.ByCountry));
        var person = (await books.Get<PersonReader>().ReadAsync(books.Admin, new Month(2026, 10), october.ByPerson[0].Key, Cancel))!;
        Assert.Equal([("late-1", true), ("timely-1", false)], person.Calls.Select(c => (c.UsageId, c.IsLate)));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    public async Task ALongerPeriod_IsTheSumOfItsMonths()
    {
        await using var books = await SeptemberAsync();
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-20T09:00:00Z"));
        await books.RunJobsAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        await new SmallExport().Row("o-1", charge: "1.25", start: "2026-10-02T10:00:00").Row("late", charge: "0.75", start: "2026-09-12T10:00:00").ImportAsync(books);
        MonthSpan both = new(new(2026, 9), new(2026, 10));
        var (september, october, span) = (await StatementAsync(books, new Month(2026, 9)), await StatementAsync(books, new Month(2026, 10)), await StatementAsync(books, both));
        Assert.Equal((september.Opening, october.Closing, september.Used + october.Used, september.Bought + october.Bought), (span.Opening, span.Closing, span.Used, span.Bought));
        Assert.Equal([.. september.BalanceByDay, .. october.BalanceByDay], span.BalanceByDay);
        Assert.Equal(both.Days, span.BalanceByDay.Count);
        Assert.Equal(september.TopUps.Concat(october.TopUps), span.TopUps);
        Assert.Equal((september.FirstSequence, october.LastSequence, september.EntryCount + october.EntryCount), (span.FirstSequence, span.LastSequence, span.EntryCount));
        var germany = (List<Statement>)[september, october];
        Assert.Equal(germany.SelectMany(s => s.ByCountry).Where(c => c.Key == "Germany").Select(c => c.Amount).Total(), span.ByCountry.Single(c => c.Key == "Germany").Amount);
        // A quarter that has begun is what is in the books of it
        Assert.Equal(new Month(2026, 10), (await books.Get<StatementReader>().StatementAsync(books.Admin, new(new(2026, 10), new(2026, 12)), Cancel))!.Period);
        Assert.Null(await books.Get<StatementReader>().StatementAsync(books.Admin, new(new(2026, 8), new(2026, 9)), Cancel));
    }

    [Theory]
    [InlineData("UPDATE UsageSums SET Minutes = Minutes + 1 WHERE Key = 'Germany'")]
    [InlineData("UPDATE UsageSums SET Key = 'Peru' WHERE Key = 'Germany'")]
    [InlineData("DELETE FROM UsageSums WHERE \"Of\" = 'Person'")]
    public async Task Check_ComparesTheSums(string sql)
    {
        await using var books = await SeptemberAsync();
        Assert.Null((await books.CheckAsync()).Fault);
        await books.TamperAsync(sql);
        Assert.Equal("UsageSumsDiffer", (await books.CheckAsync()).Fault?.Code);
    }

    [Fact]
    public async Task AnErasedPerson_HasNoName_AndTheMonthTheSameFingerprint()
    {
        await using var books = await SeptemberAsync();
        var before = await StatementAsync(books, new Month(2026, 9));
        await books.TamperAsync("DELETE FROM CallPeople");
        var after = await StatementAsync(books, new Month(2026, 9));
        Assert.Equal(before.Fingerprint, after.Fingerprint);
        await using var db = books.Read();
        var words = (await StatementReferences.ReadAsync(db, after, Cancel)).WordsIn(CultureInfo.GetCultureInfo("en"));
        Assert.All(after.ByPerson.Where(p => p.Key.Length > 0), p => Assert.StartsWith("Erased person ", words.Person(p.Key), StringComparison.Ordinal));
    }

    /// <summary>The export's login is kept beside the name, for paper that has no letters for it; sums made anew from the calls leave it.</summary>
    [Fact]
    public async Task AName_ThatPaperCannotShow_IsItsLoginThere()
    {
        await using var books = await SeptemberAsync();
        var statement = await StatementAsync(books, new Month(2026, 9));
        var person = statement.ByPerson.First(p => p.Key.Length > 0).Key;
        await using (var db = books.Read()) Assert.Contains("@", (await db.CallPeople.SingleAsync(p => p.Id == person, Cancel)).Login, StringComparison.Ordinal);
        await books.TamperAsync($"UPDATE CallPeople SET Name = '김민준', Login = 'minjun.kim@marlow.example' WHERE Id = '{person}'");
        Assert.Equal("minjun.kim@marlow.example", (await WordsAsync()).PersonOnPaper(person));
        Assert.Equal("김민준", (await WordsAsync()).Person(person));
        // Whoever signed in has a login, also where no export gave one
        await books.TamperAsync($"UPDATE CallPeople SET Login = NULL WHERE Id = '{person}'");
        Assert.Equal("김민준", (await WordsAsync()).PersonOnPaper(person));
        await books.TamperAsync($"INSERT INTO People (OrganizationId, Id, Name, Login, LastSeen, NoticesSeen) SELECT OrganizationId, '{person}', '김민준', 'minjun@marlow.example', '2026-10-01 00:00:00', 0 FROM Pools");
        Assert.Equal("minjun@marlow.example", (await WordsAsync()).PersonOnPaper(person));

        async Task<StatementWords> WordsAsync()
        {
            await using var db = books.Read();
            return (await StatementReferences.ReadAsync(db, statement, Cancel)).WordsIn(CultureInfo.GetCultureInfo("en"));
        }
    }

    private static async Task<Statement> StatementAsync(TestBooks books, MonthSpan period) => (await books.Get<StatementReader>().StatementAsync(books.Admin, period, Cancel))!;

    private static async Task<TestBooks> SeptemberAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.Get<TopUpDesk>().BuyAsync(books.Admin, "recorded", new() { Amount = Money.OfUnits(800), Method = PaymentMethod.Recorded, RecordedDay = new(2026, 9, 1), Reference = "AGREEMENT-7" }, Cancel);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-01T09:00:00Z"));
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        return books;
    }
}
