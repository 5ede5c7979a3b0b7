using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.CommandLine.Demo;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Bench;

/// <summary>An organization with decks and money on the real services, in a folder of its own that goes with it.</summary>
internal sealed class Books : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _keeps;

    private Books(string folder, Guid organization, bool keeps)
    {
        (Folder, _keeps) = (folder, keeps);
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddPersistence(folder).AddFeatures().AddJobs().AddDemo();
        services.AddSingleton<IPaymentGateway, SandboxGateway>();
        _services = services.BuildServiceProvider();
        Actor = Actor.CommandLine(organization);
    }

    public string Folder { get; }
    public string File => Path.Combine(Folder, Persistence.FileName);
    public Actor Actor { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<Books> OpenAsync(string folder, Guid organization)
    {
        var books = new Books(folder, organization, keeps: true);
        await books.Get<DatabaseStart>().RunAsync(default);
        return books;
    }

    /// <param name="units">What the first lot holds.</param>
    public static async Task<Books> NewAsync(long units = 5_000_000)
    {
        var id = Guid.CreateVersion7();
        var books = new Books(Directory.CreateTempSubdirectory("cc-bench-").FullName, id, keeps: false);
        await books.Get<DatabaseStart>().RunAsync(default);
        var limit = Money.OfUnits(10_000_000);
        await books.Get<OrganizationSetup>().CreateAsync(new(id, Guid.NewGuid(), "Bench", "USD", "Etc/UTC", new(2026, 1, 1), Money.OfUnits(1), limit), "cli", default);
        await books.Get<ShippedDecks>().AddAsync(books.Actor, Currency.Of("USD"), new(2026, 1, 1), default);
        await books.BuyAsync("bench", units);
        return books;
    }

    public async Task BuyAsync(string key, long units)
    {
        var wish = new TopUpWish { Amount = Money.OfUnits(units), Method = PaymentMethod.Recorded, RecordedDay = new(2026, 6, 1), Reference = key };
        if ((await Get<TopUpDesk>().BuyAsync(Actor, key, wish, default)).Refused is { } refused) throw new InvalidOperationException($"The purchase was refused: {refused.Code}.");
    }

    /// <summary>Posts charges of one month until the ledger has so many entries, in batches, through the one writer.</summary>
    public async Task PostAsync(int entries)
    {
        var random = new Random(1);
        var start = new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var posted = 1; posted < entries;)
            await Get<LedgerWriter>().WriteAsync<int>(Actor, Permission.ImportUsage, async session =>
            {
                session.LeavesItsOwnTrail();
                await session.ReachAsync(start, default);
                for (var i = 0; i < 5_000 && posted < entries; i++, posted++)
                {
                    var key = $"call:{Guid.NewGuid():D}";
                    session.Post(session.Pool.Draw((UsageKind)random.Next(6), new(random.Next(1, 400) * 10_000), start.AddSeconds(random.Next(30 * 86_400))), key, key, new byte[EntryHash.Size]);
                }
                return posted;
            }, default);
    }

    /// <summary>One batch of charges of calls that begin now.</summary>
    public Task ChargeAsync(int charges, Money each) => Get<LedgerWriter>().WriteAsync<int>(Actor, Permission.ImportUsage, session =>
    {
        session.LeavesItsOwnTrail();
        for (var i = 0; i < charges; i++)
        {
            var key = $"call:{Guid.NewGuid():D}";
            session.Post(session.Pool.Draw(UsageKind.International, each, session.Now), key, key, new byte[EntryHash.Size]);
        }
        return Task.FromResult<Outcome<int>>(charges);
    }, default);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!_keeps) Directory.Delete(Folder, recursive: true);
    }
}
