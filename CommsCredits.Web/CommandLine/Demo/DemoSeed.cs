using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Data;
using CommsCredits.Web.DevelopmentSignIn;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.CommandLine.Demo;

/// <summary>What a demo database is made of.</summary>
public sealed record DemoOptions
{
    /// <summary>The portal's time when the demo is ready (R15); null: the machine's.</summary>
    public DateTime? Clock { get; init; }

    /// <summary>One organization without any history, whose books begin on the clock's day, or on <see cref="Begin"/>.</summary>
    public bool IsEmpty { get; init; }
    public DateOnly? Begin { get; init; }

    /// <summary>Recorded purchases of 500 on the day the books begin; only with <see cref="IsEmpty"/>.</summary>
    public int Purchases { get; init; }
    public string Zone { get; init; } = "America/Los_Angeles";
    public int Months { get; init; } = 14;
    public int Seed { get; init; } = 1;

    /// <summary>Calls in total; null for the demo's own pace. Rows that are exceptions come on top.</summary>
    public int? Calls { get; init; }
}

/// <summary>What was made.</summary>
public sealed record DemoResult(string Organization, DateTime Clock, long Entries, int Lots);

/// <summary>Makes the demo: the organizations of the development sign-in's people, and a history. Refuses a database that has an organization already.</summary>
public sealed class DemoSeed(Database database, PortalClock clock, OrganizationSetup setup, IServiceProvider services, IConfiguration settings)
{
    private static readonly Guid s_marlow = new("0192f000-0000-7000-8000-000000000001");
    private static readonly Guid s_harborLane = new("0192f000-0000-7000-8000-000000000002");

    /// <summary>False where the settings name nobody to make the demo for.</summary>
    public bool HasPeople => Guid.TryParse(settings["AzureAd:TenantId"], out _) && settings.GetSection("DevSignIn:People").GetChildren().Any();

    /// <summary>False where the database has an organization already, or the clock of a demo that was begun and broke off; then nothing is written.</summary>
    public async Task<bool> IsFreeAsync(CancellationToken cancel)
    {
        await using var db = database.Server();
        return !await db.Organizations.IgnoreQueryFilters().AnyAsync(cancel) && !await db.Clock.AnyAsync(cancel);
    }

    public async Task<DemoResult> RunAsync(DemoOptions options, CancellationToken cancel)
    {
        var end = options.Clock ?? TimeProvider.System.GetUtcNow().UtcDateTime;
        var calendar = Calendars.Of(options.Zone);
        var begin = options.IsEmpty ? options.Begin ?? calendar.DayOf(end) : Month.Of(calendar.DayOf(end).AddMonths(1 - options.Months)).FirstDay;
        await using (var db = database.Server()) await clock.SetAsync(db, options.IsEmpty ? end : calendar.StartOf(begin), cancel);
        var people = DevelopmentSettings.From(settings);
        await CreateAsync(s_marlow, people.TenantId, "Marlow Instruments", "USD", options.Zone, begin, people.People, cancel);
        if (!options.IsEmpty) await CreateOtherAsync(people, begin, cancel);
        if (options.IsEmpty)
        {
            await services.GetRequiredService<ShippedDecks>().AddAsync(Actor.CommandLine(s_marlow), Currency.Of("USD"), begin.AddMonths(-2), cancel);
            await AddCardAsync(s_marlow, cancel);
            for (var i = 1; i <= options.Purchases; i++) await RecordAsync(begin, $"MS-{i:000}", cancel);
        }
        else await services.GetRequiredService<DemoHistory>().RunAsync(s_marlow, $"person:{people.People.First(p => p.TenantId == people.TenantId && p.Roles.Contains(Roles.BillingAdmin)).Oid:D}", end, options.Seed, options.Calls, cancel);
        if (options.Clock is null)
            await using (var db = database.Server()) await clock.SetAsync(db, TimeProvider.System.GetUtcNow().UtcDateTime, cancel);
        return await ResultAsync(clock.GetUtcNow().UtcDateTime, cancel);
    }

    private async Task CreateOtherAsync(DevelopmentSettings people, DateOnly begin, CancellationToken cancel)
    {
        if (people.People.FirstOrDefault(p => p.TenantId != people.TenantId) is { } other)
        {
            await CreateAsync(s_harborLane, other.TenantId, other.Organization ?? "Harbor Lane Ltd", "EUR", "Europe/Berlin", begin, people.People, cancel);
            await AddCardAsync(s_harborLane, cancel);
        }
    }

    private async Task RecordAsync(DateOnly day, string reference, CancellationToken cancel)
    {
        var wish = new TopUpWish { Amount = Money.OfUnits(500), Method = PaymentMethod.Recorded, RecordedDay = day, Reference = reference };
        if ((await services.GetRequiredService<TopUpDesk>().BuyAsync(Actor.CommandLine(s_marlow), reference, wish, cancel)).Refused is { } refused) throw new CommandException($"A purchase was refused: {refused.Code}.");
    }

    private async Task AddCardAsync(Guid organization, CancellationToken cancel) =>
        await services.GetRequiredService<DemoCards>().AddAsync(Actor.CommandLine(organization), "Visa", "4242", "fp-4242", SandboxGateway.Ok, isDefault: true, cancel);

    private async Task CreateAsync(Guid id, Guid tenantId, string name, string currency, string zone, DateOnly begin, IReadOnlyList<DevelopmentPerson> people, CancellationToken cancel)
    {
        await setup.CreateAsync(new(id, tenantId, name, currency, zone, begin, NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum), "cli", cancel);
        await using var db = database.Server();
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var person in people.Where(p => p.TenantId == tenantId && p.Roles.Length > 0))
        {
            var actor = $"person:{person.Oid:D}";
            db.People.Add(new() { OrganizationId = id, Id = actor, Name = person.Name, Login = person.Login, LastSeen = now });
            if (person.Roles.Contains(Roles.BillingAdmin) || person.Roles.Contains(Roles.FinanceReader))
                db.Recipients.Add(new() { OrganizationId = id, Id = Guid.CreateVersion7(), Address = person.Login, Name = person.Name, Added = now, PersonId = actor });
        }
        await db.SaveChangesAsync(cancel);
    }

    private async Task<DemoResult> ResultAsync(DateTime end, CancellationToken cancel)
    {
        await using var db = database.Read(Actor.CommandLine(s_marlow), Permission.SeeLedger);
        return new("Marlow Instruments", end, await db.Entries.LongCountAsync(cancel), await db.Lots.CountAsync(cancel));
    }
}
