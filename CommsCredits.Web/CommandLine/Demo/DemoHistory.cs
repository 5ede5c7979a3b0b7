using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Rates;
using CommsCredits.Web.Features.Recharge;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Features.Usage.Resolving;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.CommandLine.Demo;

/// <summary>
/// Lives through a year and more of an invented company, day by day, through the same operations and jobs as a real one: nothing is written behind their back. In it are a lapse, a reversed lapse, an
/// overdraft made good, a failed and a capped recharge, corrections, a chargeback, late rows and exceptions, of which one was worked off.
/// </summary>
public sealed class DemoHistory(
    Database database, PortalClock clock, JobRunner jobs, TopUpDesk desk, RechargeOperations recharge, UsageOperations usage, ImportQueue imports, Corrections corrections,
    ExceptionOperations exceptions, ShippedDecks decks, DemoCards cards, DemoSubscriptions subscriptions, MinutePoolOperations pools)
{
    /// <summary>Months: the backup runs out soon after the demo ends, so that the portal has something to say.</summary>
    private const int BackupGood = 14;
    private Actor _ana = null!;
    private DemoCalls _calls = null!;
    private DemoPace _pace = null!;
    private LocalCalendar _calendar = null!;
    private Guid _card, _backup;

    /// <summary>Runs from the day the books begin to <paramref name="end"/>; the clock ends there. <paramref name="admin"/> is the actor id of who does all of it.</summary>
    /// <param name="calls">Calls in total; null for the demo's own pace.</param>
    public async Task RunAsync(Guid organizationId, string admin, DateTime end, int seed, int? calls, CancellationToken cancel)
    {
        _ana = new(organizationId, admin, ActorKind.Person, Roles.PermissionsOf(Roles.All));
        var organization = await OrganizationAsync(cancel);
        _calendar = organization.Calendar;
        await decks.AddAsync(_ana, organization.Currency, organization.BooksBegin.AddMonths(-2), cancel);
        _calls = new(seed, await ShippedDecks.RatesAsync("pstn-rates.csv", cancel), await ShippedDecks.RatesAsync("toll-free-rates.csv", cancel), organization.Currency.Code);
        _card = await cards.AddAsync(_ana, "Visa", "4242", "fp-4242", SandboxGateway.Ok, isDefault: true, cancel);
        _backup = await cards.AddAsync(_ana, "Mastercard", "1881", "fp-1881", SandboxGateway.Ok, isDefault: false, cancel, BackupGood);
        _pace = new(organization.BooksBegin, _calendar.DayOf(end.AddTicks(-1)), calls, organization.BooksBegin.AddMonths(9).AddDays(5));
        await subscriptions.BeginAsync(_ana, organization.BooksBegin, cancel);
        await RecordAsync(organization.BooksBegin.AddMonths(-10).AddDays(13), 900, "MS-AGREEMENT-4711", cancel);
        await pools.SaveAsync(_ana, new() { Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = "Domestic calls", Capabilities = ["MCOPSTN1"], Scope = PoolScope.Domestic, Licences = 10, MinutesEach = 120, ValidFrom = organization.BooksBegin }, cancel);
        var imported = organization.BooksBeginAt;
        for (var day = organization.BooksBegin; _calendar.StartOf(day) < end; day = day.AddDays(1))
        {
            await MoveAsync(_calendar.StartOf(day).AddHours(9), end, cancel);
            var age = day.DayNumber - organization.BooksBegin.DayNumber;
            await LiveAsync(organization.BooksBegin, day, cancel);
            if (_pace.CallsOn(day) is not { } due) continue;
            var upTo = _calendar.StartOf(day.AddDays(-1));
            await ImportAsync($"PSTN.calls.{day:yyyy-MM-dd}.csv", _calls.Export(imported, upTo, due, withOddRows: age > 380), cancel);
            imported = upTo;
        }
        await MoveAsync(end, end, cancel);
    }

    /// <summary>What people do in this company, counted in months since its books began.</summary>
    private async Task LiveAsync(DateOnly begin, DateOnly day, CancellationToken cancel)
    {
        bool Is(int month, int dayOfMonth) => day == begin.AddMonths(month).AddDays(dayOfMonth - 1);
        if (Is(1, 20)) await BuyAsync(_ana, 200, "4500087312", cancel);
        if (Is(2, 20)) await BuyAsync(_ana, 300, null, cancel);
        if (Is(3, 2)) await SetRuleAsync(trigger: 100, amount: 200, monthCap: 400, _card, null, cancel);
        if (Is(4, 28)) await SetRuleAsync(trigger: 100, amount: 200, monthCap: 800, _card, null, cancel);
        if (Is(6, 5)) await SetTokenAsync(_card, SandboxGateway.Declined, cancel);
        if (Is(6, 26)) await SetRuleAsync(trigger: 100, amount: 200, monthCap: 800, _card, _backup, cancel);
        if (Is(7, 3)) await SetTokenAsync(_card, SandboxGateway.Ok, cancel);
        if (Is(7, 4)) await recharge.ResumeAsync(_ana, cancel);
        if (Is(7, 20)) await subscriptions.DropInternationalAsync(_ana, cancel);
        if (Is(8, 12)) await RecordAsync(day.AddDays(-1), 500, "MS-ORDER-90817", cancel);
        if (Is(9, 6)) await ImportLateAsync(day, cancel);
        if (Is(9, 14)) await CorrectAsync(credit: true, "Charged twice by the carrier", cancel);
        if (Is(10, 9)) await CorrectAsync(credit: false, "Carrier's rate was wrong", cancel);
        if (Is(10, 20)) await LoseDisputeAsync("demo-300-", "DP-20731", 60, cancel);
        if (Is(12, 28)) await exceptions.DecideAsync(_ana, new(ExceptionReason.ChargeOnFreeRow, ""), new Dismiss(), "The carrier withdrew the charge", cancel);
        if (Is(12, 25)) await RecordAsync(begin.AddMonths(2).AddDays(9), 400, "MS-ORDER-77120", cancel);
        if (Is(11, 9)) await subscriptions.DropExtendedAsync(_ana, cancel);
        if (Is(11, 3)) await SetRuleAsync(trigger: 400, amount: 500, monthCap: 2_000, _card, _backup, cancel);
    }

    private async Task MoveAsync(DateTime instant, DateTime end, CancellationToken cancel)
    {
        var to = instant < end ? instant : end;
        await using (var db = database.Server())
            if (to > clock.GetUtcNow().UtcDateTime) await clock.SetAsync(db, to, cancel);
        await jobs.RunDueAsync([_ana.OrganizationId], cancel);
    }

    private async Task BuyAsync(Actor who, long units, string? order, CancellationToken cancel)
    {
        await desk.BuyAsync(who, $"demo-{units}-{order}", new() { Amount = _pace.Purchase(units), Method = PaymentMethod.Sandbox, OptionId = _card, PurchaseOrder = order }, cancel);
        await jobs.RunDueAsync([_ana.OrganizationId], cancel);
    }

    private Task RecordAsync(DateOnly day, long units, string reference, CancellationToken cancel) =>
        desk.BuyAsync(_ana, $"demo-{reference}", new() { Amount = _pace.Purchase(units), Method = PaymentMethod.Recorded, RecordedDay = day, Reference = reference }, cancel);

    private async Task SetRuleAsync(long trigger, long amount, long monthCap, Guid card, Guid? backup, CancellationToken cancel)
    {
        var rule = new RechargeRule { IsOn = true, Trigger = _pace.Sum(trigger), Amount = _pace.Purchase(amount), MonthCap = _pace.Sum(monthCap), OptionId = card, BackupOptionId = backup };
        var saved = await recharge.SaveAsync(_ana, rule, null, cancel);
        if (saved.Refused is { Code: "ConfirmPurchase" } ask) await recharge.SaveAsync(_ana, rule, (Money)ask.Figures[0], cancel);
        await jobs.RunDueAsync([_ana.OrganizationId], cancel);
    }

    private async Task ImportAsync(string name, string export, CancellationToken cancel)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(export));
        await usage.StartImportAsync(_ana, name, file, cancel);
        await imports.RunWaitingAsync(cancel);
        await jobs.RunDueAsync([_ana.OrganizationId], cancel);
    }

    /// <summary>The carrier sends calls of a month that is closed: booked late, into the open one.</summary>
    private Task ImportLateAsync(DateOnly day, CancellationToken cancel)
    {
        var lastMonth = Month.Of(day).Previous;
        var export = _calls.Export(_calendar.StartOf(lastMonth).AddDays(10), _calendar.EndOf(lastMonth), DemoPace.LateCalls);
        return ImportAsync($"PSTN.calls.{lastMonth}-late.csv", export, cancel);
    }

    private async Task CorrectAsync(bool credit, string reason, CancellationToken cancel)
    {
        CallRow call;
        await using (var db = database.Read(_ana, Permission.SeeUsage))
        {
            var since = clock.GetUtcNow().UtcDateTime.AddDays(-20);
            call = (await db.Calls.Where(c => c.State == CallState.Booked && c.Start > since).OrderBy(c => c.Start).ThenBy(c => c.UsageId).ToListAsync(cancel)).MaxBy(c => c.Charge)!;
        }
        Mend mend = credit ? new CreditBackCall(call.UsageId) : new CorrectCall(call.UsageId, new(call.Charge.Micros / 20_000 * 10_000));
        await corrections.PostAsync(_ana, "demo", mend, reason, cancel);
    }

    /// <summary>The cardholder's bank takes a part of a purchase back.</summary>
    private async Task LoseDisputeAsync(string topUp, string dispute, long units, CancellationToken cancel)
    {
        int? lot;
        await using (var db = database.Read(_ana, Permission.SeeFunding)) lot = await db.TopUps.Where(t => t.Key == topUp).Select(t => t.LotNumber).SingleOrDefaultAsync(cancel);
        if (lot is { } number) await corrections.PostAsync(_ana, "demo", new LoseDispute(number, dispute, Money.OfUnits(units)), "Cardholder did not know the purchase", cancel);
    }

    /// <summary>What the sandbox does with the card from now on: the bank's word changes, not ours.</summary>
    private async Task SetTokenAsync(Guid card, string token, CancellationToken cancel)
    {
        await using var db = database.Server();
        await db.PaymentOptions.IgnoreQueryFilters().Where(o => o.Id == card).ExecuteUpdateAsync(o => o.SetProperty(p => p.Token, token), cancel);
    }

    private async Task<Organization> OrganizationAsync(CancellationToken cancel)
    {
        await using var db = database.Read(_ana, Permission.SeeOverview);
        return (await db.Organizations.SingleAsync(cancel)).ToDomain();
    }
}
