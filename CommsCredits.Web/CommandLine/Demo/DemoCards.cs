using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.CommandLine.Demo;

/// <summary>Cards of the sandbox gateway; the token says what charging them does.</summary>
public sealed class DemoCards(LedgerWriter writer, TimeProvider clock)
{
    private const int MonthsGood = 26;

    public async Task<Guid> AddAsync(Actor actor, string brand, string lastFour, string fingerprint, string token, bool isDefault, CancellationToken cancel, int monthsGood = MonthsGood)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await writer.WriteAsync<int>(actor, Permission.AddFunds, session =>
        {
            session.Db.PaymentOptions.Add(new()
            {
                Id = id, OrganizationId = session.Organization.Id, Method = PaymentMethod.Sandbox, Label = brand, LastFour = lastFour, Fingerprint = fingerprint, Token = token,
                ExpiryMonth = Month.Of(DateOnly.FromDateTime(session.Now).AddMonths(monthsGood)), IsDefault = isDefault, IsBackup = !isDefault,
            });
            session.Audit("PaymentOption.Added", $"option:{id}", after: new { brand, lastFour });
            return Task.FromResult<Outcome<int>>(1);
        }, cancel);
        return id;
    }
}
