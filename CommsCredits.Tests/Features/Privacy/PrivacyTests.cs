using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Privacy;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Privacy;

/// <summary>Names and numbers go, the books stay: statements add up and keep their fingerprints, and the same file is still known.</summary>
public sealed class PrivacyTests
{
    private const string September = "PSTN.calls.2026-09.csv";
    private static readonly Month s_september = new(2026, 9);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APersonWhoIsErased_IsInNoTableAnyMore_AndTheStatementStaysAsItIs()
    {
        await using var books = await BooksAsync();
        var before = await StatementAsync(books);
        var line = before.ByPerson.First(p => p.Key.Length > 0);
        var name = await NameOfAsync(books, line.Key);
        var file = Encoding.UTF8.GetString((await books.Get<PrivacyOperations>().ExportAsync(books.Admin, line.Key, Cancel))!);
        Assert.Contains(name, file);
        var erased = await books.Get<PrivacyOperations>().EraseAsync(books.Admin, line.Key, Cancel);
        Assert.Null(erased.Refused);
        Assert.True(erased.Value!.Calls > 0);
        var after = await StatementAsync(books);
        Assert.Equal((before.Fingerprint, before.Used, before.Closing), (after.Fingerprint, after.Used, after.Closing));
        Assert.Equal(line, after.ByPerson.Single(p => p.Key == line.Key));
        Assert.Null((await books.CheckAsync()).Fault);
        await using var db = books.Read();
        Assert.False(await db.Calls.AnyAsync(c => c.PersonName == name, Cancel));
        Assert.False(await db.CallPeople.AnyAsync(p => p.Name == name, Cancel));
        Assert.Equal(["Person.Exported", "Person.Erased"], await db.Audit.Where(a => a.Action.StartsWith("Person.")).OrderBy(a => a.Sequence).Select(a => a.Action).ToListAsync(Cancel));
        Assert.DoesNotContain(name, (await db.Audit.Select(a => a.Before + " " + a.After).ToListAsync(Cancel)).Aggregate("", (a, b) => a + b));
        Assert.Equal("PersonUnknown", (await books.Get<PrivacyOperations>().EraseAsync(books.Admin, "person:nobody", Cancel)).Refused?.Code);
        Assert.Equal("OwnName", (await books.Get<PrivacyOperations>().EraseAsync(books.Admin, books.Admin.Id, Cancel)).Refused?.Code);
    }

    [Fact]
    public async Task AfterTheMonthsThatAreKept_CallsAreEmptied_AndTheFileIsStillKnown()
    {
        await using var books = await BooksAsync();
        var before = await StatementAsync(books);
        await books.TamperAsync("""UPDATE "Organizations" SET "KeepCallsMonths" = 2""");
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-11-30T09:00:00Z"));
        await books.RunJobsAsync();
        Assert.True(await NamedAsync(books) > 0);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-12-04T09:00:00Z"));
        await books.RunJobsAsync();
        Assert.Equal(0, await NamedAsync(books));
        var after = await StatementAsync(books);
        Assert.Equal((before.Fingerprint, before.Used), (after.Fingerprint, after.Used));
        // The months were set past the portal, and nothing else differs
        Assert.Equal("StateDiffers", (await books.CheckAsync()).Fault?.Code);
        var again = await books.ImportAsync(September);
        Assert.Equal((0, 0), (again.Records, again.Charged));
        await using var db = books.Read();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "Call.Erased", Cancel));
        Assert.Empty(await db.CallPeople.ToListAsync(Cancel));
    }

    [Fact]
    public async Task AnOpenMonth_KeepsItsNumbers()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-10-01T09:00:00Z");
        await books.BuyAsync(5_000, await books.AddCardAsync());
        await books.ImportAsync(September);
        await books.TamperAsync("""UPDATE "Organizations" SET "KeepCallsMonths" = 0""");
        await new ForgetCalls(books.Get<Web.Data.Database>(), books.Get<Web.Ledger.LedgerWriter>(), books.Clock).RunAsync(books.OrganizationId, Cancel);
        Assert.True(await NamedAsync(books) > 0);
    }

    private static async Task<TestBooks> BooksAsync()
    {
        var books = await TestBooks.OpenAsync(now: "2026-10-01T09:00:00Z");
        await books.BuyAsync(5_000, await books.AddCardAsync());
        await books.ImportAsync(September);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-05T09:00:00Z"));
        await books.RunJobsAsync();
        return books;
    }

    private static async Task<Statement> StatementAsync(TestBooks books) => (await books.Get<StatementReader>().StatementAsync(books.Admin, s_september, Cancel))!;

    private static async Task<string> NameOfAsync(TestBooks books, string id)
    {
        await using var db = books.Read();
        return await db.CallPeople.Where(p => p.Id == id).Select(p => p.Name).SingleAsync(Cancel);
    }

    private static async Task<int> NamedAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.Calls.CountAsync(c => c.PersonName != null || c.CallerNumber != null || c.DestinationNumber != null, Cancel);
    }
}
