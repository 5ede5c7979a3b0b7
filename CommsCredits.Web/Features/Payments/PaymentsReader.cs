using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Payments;

/// <summary>What can pay (R6.5), what it paid last, and where failed recharges stand (R7.6).</summary>
public sealed class PaymentsReader(Database database, TimeProvider clock)
{
    private const int LatestCharges = 8;

    public async Task<PaymentFacts> FactsAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeFunding);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var rule = await db.RechargeRules.SingleOrDefaultAsync(cancel);
        var dunning = rule is null ? Dunning.None : StoredJson.Read<Dunning>(rule.Dunning);
        var options = (await db.PaymentOptions.ToListAsync(cancel)).Select(o => o.ToDomain()).OrderByDescending(o => o.IsDefault).ThenByDescending(o => o.IsBackup).ThenBy(o => o.Id).ToList();
        var lines = new List<PaymentLine>();
        foreach (var option in options)
        {
            var use = rule is not { IsOn: true } ? RuleUse.None : option.Id == rule.OptionId ? RuleUse.First : option.Id == rule.BackupOptionId ? RuleUse.Second : RuleUse.None;
            lines.Add(new(option, use, dunning.DeclinedForGood.Contains(option.Card), await LastAsync(db, option.Id, TopUpState.Paid, cancel), await LastAsync(db, option.Id, TopUpState.Failed, cancel)));
        }
        var charges = await db.TopUps.Where(t => t.OptionId != null).OrderByDescending(t => t.RequestedAt).ThenByDescending(t => t.Key).Take(LatestCharges).ToListAsync(cancel);
        return new()
        {
            Organization = organization, Today = organization.Calendar.DayOf(Instants.Cut(clock.GetUtcNow().UtcDateTime)), Lines = lines, RuleIsOn = rule is { IsOn: true }, Dunning = dunning,
            Charges = [.. charges.Select(t => (t, Option: options.Find(o => o.Id == t.OptionId))).Where(t => t.Option is not null).Select(t => new ChargeLine(t.t.ToDomain(), t.Option!))],
            LastDecline = await db.TopUps.Where(t => t.IsAutomatic && t.State == TopUpState.Failed).OrderByDescending(t => t.RequestedAt).Select(t => t.DeclineReason).FirstOrDefaultAsync(cancel),
        };
    }

    private static async Task<TopUp?> LastAsync(CommsCreditsDb db, Guid option, TopUpState state, CancellationToken cancel) =>
        (await db.TopUps.Where(t => t.OptionId == option && t.State == state).OrderByDescending(t => t.RequestedAt).FirstOrDefaultAsync(cancel))?.ToDomain();
}
