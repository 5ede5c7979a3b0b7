using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Status;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Features.Status;

/// <summary>What the status page says of jobs, mail, backups and the disk, and when it calls for somebody.</summary>
public sealed class StatusReaderTests
{
    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task EachJob_SaysWhenItEnded_AndWhyItFailed_InOneWord()
    {
        var job = new TroubledJob { Fault = new IOException("ana@test.example: no space left", 28) };
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IJob>(job));
        Assert.All((await ReadAsync(books)).Jobs, j => Assert.Null(j.Run));
        var before = TimeProvider.System.GetUtcNow().UtcDateTime;
        await books.RunJobsAsync();
        var facts = await ReadAsync(books);
        Assert.All(facts.Jobs, j => Assert.InRange(j.Run!.Ended, before, facts.Now));
        Assert.Equal(["troubled"], facts.Jobs.Where(j => j.Run!.Fault is not null).Select(j => j.Job));
        Assert.Equal(JobFault.DiskFull, facts.Jobs.Single(j => j.Job == "troubled").Run!.Fault);
        Assert.Contains(StatusTrouble.JobFailed, facts.Troubles);

        job.Fault = null;
        await books.RunJobsAsync();
        var mended = (await ReadAsync(books)).Jobs.Single(j => j.Job == "troubled").Run!;
        Assert.Equal((null, JobFault.DiskFull), (mended.Fault, mended.LastFault?.Fault));
        Assert.DoesNotContain(StatusTrouble.JobFailed, (await ReadAsync(books)).Troubles);
    }

    /// <summary>A guest on somebody's server learns nothing of the server: not which mail server there is, not the disk, not the backups.</summary>
    [Fact]
    public async Task TheMachine_IsShownToTheOrganizationWhoseItIs()
    {
        var own = new ConfigurationBuilder().AddInMemoryCollection().Build();
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IConfiguration>(own));
        Assert.Equal((true, true), await ShownAsync(books.Admin));
        var (guest, tenant) = (Guid.CreateVersion7(), Guid.NewGuid());
        await books.Get<OrganizationSetup>().CreateAsync(new(guest, tenant, "Guest Ltd", "USD", "Etc/UTC", new(2026, 9, 1), NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum), "test", Cancel);
        var visitor = books.Admin with { OrganizationId = guest };
        Assert.Equal(((false, false), (false, false)), (await ShownAsync(books.Admin), await ShownAsync(visitor)));
        own["AzureAd:TenantId"] = tenant.ToString();
        Assert.Equal(((false, false), (true, true)), (await ShownAsync(books.Admin), await ShownAsync(visitor)));

        async Task<(bool Machine, bool Server)> ShownAsync(Actor actor) => ((await books.Get<StatusReader>().ReadAsync(actor, Cancel)).ShowsMachine, (await books.Get<Web.Features.Settings.SettingsReader>().MailAsync(actor, Cancel)).ShowsServer);
    }

    public static TheoryData<Exception, JobFault> Faults => new()
    {
        { new TaskCanceledException("a gateway took too long"), JobFault.TimedOut },
        { new HttpRequestException("gateway.example"), JobFault.Network },
        { new SqliteException("database is locked", 5), JobFault.Busy },
        { new InvalidOperationException("outer", new SqliteException("disk I/O error", 10)), JobFault.Storage },
        { new InvalidOperationException("Ana Ruiz"), JobFault.Unexpected },
    };

    /// <summary>Also one that looks like the end of the process stops no other job.</summary>
    [Theory, MemberData(nameof(Faults))]
    public async Task AnyFault_HasItsWord_AndTheJobsAfterItRun(Exception fault, JobFault word)
    {
        var (job, after) = (new TroubledJob { Fault = fault }, new TroubledJob { Name = "after" });
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IJob>(job).AddSingleton<IJob>(after));
        await books.RunJobsAsync();
        var runs = (await ReadAsync(books)).Jobs.ToDictionary(j => j.Job, j => j.Run);
        Assert.Equal(word, runs["troubled"]!.Fault);
        Assert.Equal((true, null), (runs["after"] is not null, runs["after"]?.Fault));
    }

    [Fact]
    public async Task AnotherOrganizationsFault_IsNotSeenHere()
    {
        await using var books = await TestBooks.OpenAsync();
        var other = Guid.CreateVersion7();
        await books.Get<OrganizationSetup>().CreateAsync(new(other, Guid.NewGuid(), "Other Ltd", "EUR", "Etc/UTC", new(2026, 9, 1), Money.OfUnits(50), Money.OfUnits(500)), "test", Cancel);
        await books.TamperAsync($"""DELETE FROM "Pools" WHERE "OrganizationId" = '{other.ToString().ToUpperInvariant()}'""");
        await books.RunJobsAsync();
        Assert.Contains(books.Get<JobRunner>().RunsOf(other), j => j.Run?.Fault is not null);
        Assert.DoesNotContain((await ReadAsync(books)).Jobs, j => j.Run!.Fault is not null);
    }

    [Fact]
    public async Task MailQueue_CountsWhatWaits_AndHowLong()
    {
        await using var books = await TestBooks.OpenAsync();
        var now = books.Clock.GetUtcNow().UtcDateTime;
        await AddMailsAsync(books, (now.AddMinutes(-90), 0, null, null), (now.AddMinutes(-30), 2, null, null), (now.AddDays(-2), 7, now.AddDays(-1), null), (now.AddDays(-3), 1, null, now));
        var facts = await ReadAsync(books);
        Assert.Equal(new(1, 1, 1, TimeSpan.FromMinutes(90)), facts.Mail);
        Assert.Contains(StatusTrouble.MailGivenUp, facts.Troubles);
    }

    [Fact]
    public async Task ABackup_IsOld_WhenItIsTwiceItsInterval()
    {
        await using var books = await TestBooks.OpenAsync();
        var schedule = books.Get<BackupSchedule>();
        Assert.Null((await ReadAsync(books)).Backup.Newest);
        Assert.Equal([StatusTrouble.BackupNone], (await ReadAsync(books)).Troubles);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await schedule.RunDueAsync(now.AddHours(-47), Cancel);
        Assert.DoesNotContain(StatusTrouble.BackupOld, (await ReadAsync(books)).Troubles);
        foreach (var file in Directory.GetFiles(schedule.Folder)) File.Move(file, file.Replace($"{now.AddHours(-47):yyyyMMdd-HHmmss}", $"{now.AddHours(-49):yyyyMMdd-HHmmss}", StringComparison.Ordinal));
        var facts = await ReadAsync(books);
        Assert.Contains(StatusTrouble.BackupOld, facts.Troubles);
        Assert.True(facts.Backup.Due < facts.Now);
    }

    /// <summary>The sentence says what the rows say: never that all is well beside one that says otherwise, and nothing of rows that aren't shown.</summary>
    [Fact]
    public async Task TheSentence_SaysWhatTheShownRowsSay()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.RunJobsAsync();
        await books.Get<BackupOperations>().BackUpAsync(books.Admin, Cancel);
        var well = await ReadAsync(books);
        Assert.Empty(well.Troubles);
        var fault = BackupFault.Of(new IOException(), well.Now);
        (StatusFacts Facts, StatusTrouble Trouble)[] wrong =
        [
            (well with { Backup = well.Backup with { Newest = null } }, StatusTrouble.BackupNone),
            (well with { Backup = new(null, null, null) }, StatusTrouble.BackupNone),
            (well with { Backup = well.Backup with { Newest = well.Now.AddDays(-3) } }, StatusTrouble.BackupOld),
            (well with { Backup = well.Backup with { LastFault = fault } }, StatusTrouble.BackupFailed),
            (well with { Program = well.Program with { Free = 1 } }, StatusTrouble.DiskLow),
            (well with { Mail = well.Mail with { Failing = 1 } }, StatusTrouble.MailFailing),
            (well with { Mail = well.Mail with { GivenUp = 1 } }, StatusTrouble.MailGivenUp),
            (well with { JobsAreSilent = true }, StatusTrouble.JobsSilent),
        ];
        Assert.All(wrong, w => Assert.Equal([w.Trouble], w.Facts.Troubles));
        var machine = new[] { StatusTrouble.BackupNone, StatusTrouble.BackupOld, StatusTrouble.BackupFailed, StatusTrouble.DiskLow };
        Assert.All(wrong, w => Assert.Equal(machine.Contains(w.Trouble) ? [] : [w.Trouble], (w.Facts with { ShowsMachine = false }).Troubles));
        Assert.Equal(Enum.GetValues<StatusRow>(), Enum.GetValues<StatusCard>().SelectMany(well.RowsOf));
    }

    [Fact]
    public async Task AFailedBackup_NamesNoOrganization()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.TamperAsync("""UPDATE "Lots" SET "Left" = 1""");
        await books.Get<BackupSchedule>().RunDueAsync(TimeProvider.System.GetUtcNow().UtcDateTime, Cancel);
        var facts = await ReadAsync(books);
        Assert.Equal("BooksFault", facts.Backup.LastFault!.Code);
        Assert.Contains(StatusTrouble.BackupFailed, facts.Troubles);
    }

    [Fact]
    public async Task TheProgram_SaysItsVersionAndItsSizes()
    {
        await using var books = await TestBooks.OpenAsync();
        var program = (await ReadAsync(books)).Program;
        Assert.Matches(@"^\d+\.\d+", program.Version);
        Assert.True(program.Runs > TimeSpan.Zero);
        Assert.Equal(new FileInfo(books.DatabaseFile).Length, program.Database);
        Assert.True(program.Free > 0);
    }

    [Fact]
    public async Task ADiskWithoutRoomForACopy_IsLow()
    {
        await using var books = await TestBooks.OpenAsync();
        var facts = await ReadAsync(books);
        Assert.DoesNotContain(StatusTrouble.DiskLow, facts.Troubles);
        Assert.Contains(StatusTrouble.DiskLow, (facts with { Program = facts.Program with { Free = facts.Program.Database } }).Troubles);
    }

    private static Task<StatusFacts> ReadAsync(TestBooks books) => books.Get<StatusReader>().ReadAsync(books.Admin, Cancel);

    private static Task AddMailsAsync(TestBooks books, params (DateTime Created, int Tries, DateTime? GivenUp, DateTime? Sent)[] mails) => books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.SeeOverview, async session =>
    {
        session.LeavesItsOwnTrail();
        var recipient = new RecipientRow { OrganizationId = books.OrganizationId, Id = Guid.CreateVersion7(), Address = "ana@test.example", Name = "Ana", Added = session.Now };
        session.Db.Recipients.Add(recipient);
        for (var i = 0; i < mails.Length; i++)
        {
            var notice = new NoticeRow { OrganizationId = books.OrganizationId, Kind = Domain.Notices.NoticeKind.FundsAdded, Key = $"k{i}", Created = mails[i].Created, Figures = "{}", Mailed = mails[i].Created };
            session.Db.Notices.Add(notice);
            await session.Db.SaveChangesAsync(Cancel);
            session.Db.Mails.Add(new() { OrganizationId = books.OrganizationId, NoticeId = notice.Id, RecipientId = recipient.Id, Created = mails[i].Created, Tries = mails[i].Tries, GivenUp = mails[i].GivenUp, Sent = mails[i].Sent });
        }
        return mails.Length;
    }, Cancel);

    private sealed class TroubledJob : IJob
    {
        public Exception? Fault { get; set; }
        public string Name { get; init; } = "troubled";

        public Task RunAsync(Guid organizationId, CancellationToken cancel) => Fault is { } fault ? throw fault : Task.CompletedTask;
    }
}
