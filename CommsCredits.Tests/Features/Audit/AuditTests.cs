using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Audit;
using CommsCredits.Web.Features.Funding;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Audit;

/// <summary>The trail is whole or says where it is not, says who, what and from where, and has words for every deed.</summary>
public sealed partial class AuditTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachDeed_IsARow_ChainedToTheOneBefore()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        var list = await ListAsync(books);
        Assert.Equal(["Organization.Created", "PaymentOption.Added", "TopUp.Requested", "TopUp.Paid"], list.Lines.Reverse().Select(l => $"{l.Deed.Thing}.{l.Deed.Deed}"));
        Assert.Equal([4L, 3, 2, 1], list.Lines.Select(l => l.Sequence));
        Assert.Null(list.FaultAt);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Theory]
    [InlineData("""UPDATE "Audit" SET "ActorId" = 'person:else' WHERE "Sequence" = 3""", 3)]
    [InlineData("""UPDATE "Audit" SET "After" = '{}' WHERE "Sequence" = 2""", 2)]
    [InlineData("""UPDATE "Audit" SET "From" = '203.0.113.9' WHERE "Sequence" = 2""", 2)]
    [InlineData("""DELETE FROM "Audit" WHERE "Sequence" = 2""", 2)]
    [InlineData("""DELETE FROM "Audit" WHERE "Sequence" = 4""", 4)]
    [InlineData("""UPDATE "Audit" SET "Sequence" = 9 WHERE "Sequence" = 4""", 4)]
    public async Task ARowThatIsChangedOrTakenOut_IsNamed(string sql, long at)
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.TamperAsync("DROP TRIGGER Audit_no_update; DROP TRIGGER Audit_no_delete; " + sql);
        Assert.Equal(at, (await ListAsync(books)).FaultAt);
        Assert.Equal("AuditDiffers", (await books.CheckAsync()).Fault?.Code);
    }

    [Fact]
    public async Task ARefusedDemand_IsARowOfWhoeverAsked_CountedOncePerRound()
    {
        await using var books = await TestBooks.OpenAsync();
        var mei = new Actor(books.OrganizationId, "person:mei", ActorKind.Person, Roles.PermissionsOf([Roles.TelecomAdmin])) { From = "192.0.2.7" };
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<FundingReader>().FactsAsync(mei, Cancel));
        await books.RunJobsAsync();
        var line = (await ListAsync(books)).Lines[0];
        Assert.Equal(("Access", "Refused", "permission:SeeFunding", "person:mei", "192.0.2.7"), (line.Deed.Thing, line.Deed.Deed, line.Subject, line.ActorId, line.From));
        Assert.Equal("3", line.Fields.Single(f => f.Name == "Times").After);
    }

    /// <summary>Names and sums stand in the sentence, ids in the row: and a person who was erased doesn't come back by the trail.</summary>
    [Fact]
    public async Task EachRow_SaysWhomAndHowMuch_AndAnErasedPersonStaysErased()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        var recipients = books.Get<Web.Features.Settings.RecipientOperations>();
        await recipients.AddAsync(books.Admin, new() { Address = "ap@test.example", Name = "Accounts", Language = "en", Kinds = null }, Cancel);
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        var lines = (await ListAsync(books)).Lines;
        AuditAbout? Of(string thing) => lines.First(l => l.Deed.Thing == thing).About;
        Assert.Equal(Money.OfUnits(50), Of("TopUp")?.Amount);
        Assert.Equal("Accounts (ap@test.example)", Of("Recipient")?.Name);
        Assert.Equal("Visa ···4242", Of("PaymentOption")?.Name);
        Assert.Equal("PSTN.calls.2026-09.csv", Of("Import")?.Name);
        Assert.Null(Of("Organization"));

        var person = new Web.Security.SignedInPerson(Guid.NewGuid(), Guid.NewGuid(), "Zoe Quill", "zoe@test.example", []);
        var zoe = books.Admin with { Id = $"person:{person.ObjectId:D}" };
        await books.Get<Web.Ledger.LedgerWriter>().WriteAsync<int>(books.Admin, Permission.SeeOverview, session =>
        {
            session.Db.People.Add(new() { OrganizationId = books.OrganizationId, Id = zoe.Id, Name = person.Name, Login = person.Login, LastSeen = session.Now });
            var id = Guid.CreateVersion7();
            session.Db.Recipients.Add(new() { OrganizationId = books.OrganizationId, Id = id, Address = person.Login, Name = person.Name, Added = session.Now, PersonId = zoe.Id });
            session.Audit("Recipient.Added", $"recipient:{id}", after: new { personId = zoe.Id });
            return Task.FromResult<Web.Ledger.Outcome<int>>(1);
        }, Cancel);
        Assert.Equal("Zoe Quill (zoe@test.example)", (await ListAsync(books)).Lines[0].About?.Name);
        Assert.Null((await books.Get<Web.Features.Privacy.PrivacyOperations>().EraseAsync(books.Admin, zoe.Id, Cancel)).Refused);
        var after = (await ListAsync(books)).Lines;
        Assert.Equal(["Person.Erased", "Recipient.Added"], after.Take(2).Select(l => $"{l.Deed.Thing}.{l.Deed.Deed}"));
        Assert.All(after.Take(2), l => Assert.Equal((true, null), (l.About!.IsErased, l.About.Name)));
        Assert.DoesNotContain(after, l => l.ToString().Contains("Zoe", StringComparison.Ordinal) || l.About?.Name?.Contains("Zoe", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void AFloodOfRefusals_IsCutOff()
    {
        var refusals = new Refusals(TimeProvider.System);
        var organization = Guid.NewGuid();
        for (var i = 0; i < 5_000; i++) refusals.Note(new(organization, $"person:{i}", ActorKind.Person, new HashSet<Permission>()), "permission:AddFunds");
        Assert.Equal(1_000, refusals.Take(organization).Count);
        Assert.Empty(refusals.Take(organization));
    }

    [Fact]
    public async Task Filters_FindWhoWhatAndWhen_AndTheExportHasTheSameRows()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        books.Clock.Advance(TimeSpan.FromDays(2));
        await books.UseAsync(1);
        Assert.Equal(2, (await ListAsync(books, AuditFilter.Of(null, null, null, "TopUp"))).Total);
        Assert.Equal(1, (await ListAsync(books, AuditFilter.Of(null, null, "test", null))).Total);
        Assert.Equal(1, (await ListAsync(books, AuditFilter.Of("2026-09-03", null, null, null))).Total);
        Assert.Equal(4, (await ListAsync(books, AuditFilter.Of(null, "2026-09-01", null, "Nonsense"))).Total);
        var text = new StringWriter();
        await books.Get<AuditExport>().WriteAsync(books.Admin, AuditFilter.Of(null, null, null, "TopUp"), text, Cancel);
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines.Skip(1), l => Assert.Contains("TopUp.", l));
        Assert.Equal("Audit.Exported", await LastActionAsync(books));
    }

    [Fact]
    public void EveryDeedInTheSources_HasItsWords()
    {
        var actions = Repository.Files("CommsCredits.Web", ".cs").Where(f => !f.Contains("/bin/") && !f.Contains("/obj/")).SelectMany(f => Action().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value)
            .Concat(Enum.GetNames<Domain.Funding.TopUpState>().Select(s => "TopUp." + s)).Concat(new[] { "Done", "Failed", "Canceled" }.Select(s => "Import." + s)).Distinct().ToList();
        Assert.True(actions.Count > 30);
        Assert.DoesNotContain(actions, a => !AuditWords.Things.Contains(a.Split('.')[0]) || !AuditWords.Deeds.Contains(a.Split('.')[1]));
    }

    private static Task<AuditList> ListAsync(TestBooks books, AuditFilter? filter = null) => books.Get<AuditReader>().ListAsync(books.Admin, filter ?? new(), 1, Cancel);

    private static async Task<string> LastActionAsync(TestBooks books)
    {
        await using var db = books.Read();
        return (await db.Audit.OrderByDescending(a => a.Sequence).FirstAsync(Cancel)).Action;
    }

    [GeneratedRegex("""(?:Audit(?:Other)?\((?:[^;"]{0,80}?)|Action = |\? )"([A-Z][A-Za-z]+\.[A-Z][A-Za-z]+)"(?! \()""")]
    private static partial Regex Action();
}
