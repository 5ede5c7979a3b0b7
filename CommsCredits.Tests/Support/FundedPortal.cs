using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Funding;
using CommsCredits.Web.Features.Recharge;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Support;

/// <summary>A portal of its own whose organization has money, a card and a rule: what the funding pages are tested with.</summary>
public sealed class FundedPortal : IAsyncLifetime
{
    private static readonly Guid s_tenant = new("6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10");
    private readonly PortalServer _server = new();

    public Uri Address => _server.Address;
    public Actor Admin { get; private set; } = default!;

    /// <summary>The open lot that pays first.</summary>
    public int FirstLot { get; private set; }
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => _server.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        if (await Get<TenantDirectory>().OrganizationOfAsync(s_tenant, Cancel) is not { } id)
        {
            id = Guid.CreateVersion7();
            await Get<OrganizationSetup>().CreateAsync(
                new(id, s_tenant, "Marlow Instruments", "USD", "America/Los_Angeles", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-300), NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum), "test", Cancel);
        }
        Admin = new(id, "person:a1000000-0000-4000-8000-000000000001", ActorKind.Person, Roles.PermissionsOf(Roles.All));
        var card = await AddCardAsync("4242", SandboxGateway.Ok, isDefault: true);
        await AddCardAsync("0002", SandboxGateway.Declined, isDefault: false);
        await RecordAsync(340, 401.90m, "MS-2025-118");
        await RecordAsync(120, 200m, "MS-2026-031");
        await BuyAsync(500, card);
        await Get<RechargeOperations>().SaveAsync(Admin, new() { IsOn = true, Trigger = Money.OfUnits(100), Amount = Money.OfUnits(200), MonthCap = Money.OfUnits(800), OptionId = card }, null, Cancel);
        FirstLot = (await Get<FundingReader>().FactsAsync(Admin, Cancel)).Open.First(l => l.Lot.Used.IsPositive || l.Lot.Number == 1).Lot.Number;
    }

    public async Task<int> TopUpsAsync()
    {
        await using var db = Get<Database>().Read(Admin, Permission.SeeFunding);
        return await db.TopUps.CountAsync(Cancel);
    }

    /// <summary>The server is away while <paramref name="meanwhile"/> goes on, then back at the same address: every page that lived is gone for good.</summary>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        await _server.StopAsync();
        await meanwhile();
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task RecordAsync(int daysAgo, decimal left, string reference)
    {
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-daysAgo);
        var outcome = await Get<TopUpDesk>().BuyAsync(Admin, Guid.NewGuid().ToString("N"), new() { Amount = Money.Of(left), Method = PaymentMethod.Recorded, RecordedDay = day, Reference = reference }, Cancel);
        Assert.Null(outcome.Refused);
    }

    private async Task BuyAsync(long units, Guid card)
    {
        var outcome = await Get<TopUpDesk>().BuyAsync(Admin, Guid.NewGuid().ToString("N"), new() { Amount = Money.OfUnits(units), Method = PaymentMethod.Sandbox, OptionId = card }, Cancel);
        Assert.Equal(TopUpState.Paid, outcome.Value?.State);
    }

    private async Task<Guid> AddCardAsync(string lastFour, string token, bool isDefault)
    {
        var id = Guid.CreateVersion7();
        await Get<LedgerWriter>().WriteAsync<int>(Admin, Permission.AddFunds, session =>
        {
            session.Db.PaymentOptions.Add(new()
            {
                Id = id, OrganizationId = Admin.OrganizationId, Method = PaymentMethod.Sandbox, Label = "Visa", LastFour = lastFour, ExpiryMonth = new(2030, 12), Fingerprint = "fp-" + lastFour,
                Token = token, IsDefault = isDefault,
            });
            session.Audit("PaymentOption.Added", $"option:{id}");
            return Task.FromResult<Outcome<int>>(1);
        }, Cancel);
        return id;
    }
}
