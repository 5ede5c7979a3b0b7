using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Recharge;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommsCredits.Tests.Support;

/// <summary>The real services on a database of its own and a clock that the test moves; one organization.</summary>
public sealed class TestBooks : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestBooks(ServiceProvider services, FakeTimeProvider clock, string folder, Guid organizationId)
    {
        (_services, Clock, Folder, OrganizationId) = (services, clock, folder, organizationId);
        Admin = new(organizationId, "person:test", ActorKind.Person, Roles.PermissionsOf(Roles.All));
    }

    public FakeTimeProvider Clock { get; }
    public string Folder { get; }
    public Guid OrganizationId { get; }
    public Actor Admin { get; }
    public string DatabaseFile => Path.Combine(Folder, Persistence.FileName);

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TestBooks> OpenAsync(string zone = "Etc/UTC", string now = "2026-09-01T09:00:00Z", string booksBegin = "2026-09-01", string currency = "USD", Action<IServiceCollection>? with = null, bool guided = false)
    {
        var folder = Directory.CreateTempSubdirectory("commscredits-").FullName;
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(now));
        var services = new ServiceCollection().AddLogging().AddPersistence(folder).AddFeatures().AddPeople().AddJobs();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IPaymentGateway, SandboxGateway>();
        with?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<DatabaseStart>().RunAsync(Cancel);
        var id = Guid.CreateVersion7();
        await provider.GetRequiredService<OrganizationSetup>().CreateAsync(
            new(id, Guid.NewGuid(), "Test Ltd", currency, zone, DateOnly.Parse(booksBegin), NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum, guided), "test", Cancel);
        return new(provider, clock, folder, id);
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A service by its type; null where there is none.</summary>
    public object? Find(Type type) => _services.GetService(type);

    public Task RunJobsAsync() => Get<JobRunner>().RunDueAsync(Cancel);

    /// <summary>A sandbox card; its token says what charging it does.</summary>
    public async Task<Guid> AddCardAsync(string token = SandboxGateway.Ok, string fingerprint = "fp-1", bool isDefault = true)
    {
        var id = Guid.CreateVersion7();
        await Get<LedgerWriter>().WriteAsync<int>(Admin, Permission.AddFunds, session =>
        {
            session.Db.PaymentOptions.Add(new()
            {
                Id = id, OrganizationId = OrganizationId, Method = PaymentMethod.Sandbox, Label = "Visa", LastFour = "4242", ExpiryMonth = new(2030, 12), Fingerprint = fingerprint,
                Token = token, IsDefault = isDefault,
            });
            session.Audit("PaymentOption.Added", $"option:{id}");
            return Task.FromResult<Outcome<int>>(1);
        }, Cancel);
        return id;
    }

    public Task<Outcome<TopUp>> BuyAsync(long units, Guid option, string? key = null) =>
        Get<TopUpDesk>().BuyAsync(Admin, key ?? Guid.NewGuid().ToString("N"), new() { Amount = Money.OfUnits(units), Method = PaymentMethod.Sandbox, OptionId = option }, Cancel);

    /// <summary>Switches the rule on and confirms what it buys at once.</summary>
    public async Task SetRuleAsync(long trigger, long amount, long monthCap, int dayCap, Guid option)
    {
        var rule = new RechargeRule
        {
            IsOn = true, Trigger = Money.OfUnits(trigger), Amount = Money.OfUnits(amount), MonthCap = Money.OfUnits(monthCap), DayCap = dayCap, OptionId = option,
        };
        var outcome = await Get<RechargeOperations>().SaveAsync(Admin, rule, null, Cancel);
        if (outcome.Refused is { Code: "ConfirmPurchase" } ask) outcome = await Get<RechargeOperations>().SaveAsync(Admin, rule, (Money)ask.Figures[0], Cancel);
        Assert.Null(outcome.Refused);
        await RunJobsAsync();
    }

    /// <summary>Imports a sample to its end, with the jobs that follow.</summary>
    public async Task<ImportRow> ImportAsync(string sample)
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", sample));
        var id = (await Get<UsageOperations>().StartImportAsync(Admin, sample, file, Cancel)).Value!.First;
        await Get<ImportQueue>().RunWaitingAsync(Cancel);
        await RunJobsAsync();
        await using var db = Read();
        return await db.Imports.SingleAsync(i => i.Id == id, Cancel);
    }

    /// <summary>A charged call that starts now, under a key; the same key with the same content again books nothing.</summary>
    public Task<Outcome<long>> UseAsync(decimal amount, string? key = null)
    {
        key ??= Guid.NewGuid().ToString("N");
        var content = PostingContent.Of(("amount", amount.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return Get<LedgerWriter>().PostAsync<long>(Admin, Permission.CorrectLedger, $"use:{key}", content, (session, hash) =>
        {
            session.Post(session.Pool.Draw(UsageKind.International, Money.Of(amount), session.Now), $"use:{key}", $"use:{key}", hash);
            session.Audit("Test.Used", $"use:{key}");
            return Task.FromResult<Outcome<long>>(session.HeadSequence);
        }, (_, posted) => Task.FromResult(posted.LastSequence), Cancel);
    }

    public async Task<int> CountPaidAsync(bool automatic)
    {
        await using var db = Read();
        return await db.TopUps.CountAsync(t => t.State == TopUpState.Paid && t.IsAutomatic == automatic, Cancel);
    }

    public async Task<Money> BalanceAsync()
    {
        await using var db = Read();
        var lots = await db.Lots.ToListAsync(Cancel);
        return lots.Select(l => l.Left).Total() - (await db.Pools.SingleAsync(Cancel)).Overdraft;
    }

    public CommsCreditsDb Read() => Get<Database>().Read(Admin, Permission.SeeLedger);

    public async Task<BooksReport> CheckAsync() => await Get<BooksCheck>().RunAsync(Admin, Cancel);

    /// <summary>What somebody with the file and a tool could do.</summary>
    public async Task TamperAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseFile}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
