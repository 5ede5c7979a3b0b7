using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger.Mending;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Funding;

/// <summary>Lots and top-ups of an organization, and what its form for adding funds needs.</summary>
public sealed class FundingReader(Database database, TimeProvider clock)
{
    public async Task<FundingFacts> FactsAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeFunding);
        var row = await db.Organizations.SingleAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var pool = await db.Pools.SingleAsync(cancel);
        var lots = (await db.Lots.Where(l => l.End > now && l.Left > Money.Zero).ToListAsync(cancel)).Select(l => l.ToDomain()).ToList();
        var inOrder = new CreditPool(lots, pool.Overdraft);
        var (organization, usable) = (row.ToDomain(), inOrder.UsableBalance(now));
        var rule = await db.RechargeRules.SingleOrDefaultAsync(cancel);
        return new()
        {
            Organization = organization, Limits = TopUpDesk.Limits(row), Now = now, Usable = usable, NextLot = pool.LastLot + 1,
            Open = await LinesAsync(db, [.. inOrder.Lots.Where(l => l.Left.IsPositive)], cancel),
            Options = [.. (await db.PaymentOptions.ToListAsync(cancel)).Select(o => o.ToDomain()).OrderByDescending(o => o.IsDefault).ThenBy(o => o.Id)],
            RechargeIsOn = rule is { IsOn: true }, RechargeTrigger = rule?.Trigger ?? Money.Zero,
            Outlook = (await DaysOfUse.ReadAsync(db, organization, now, cancel)).Outlook(inOrder.Lots, usable, organization.Calendar.DayOf(now)),
        };
    }

    /// <summary>Lots that ended or are used up, the latest end first; pages count from 1.</summary>
    public async Task<FundingPart<LotLine>> EndedAsync(Actor actor, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeFunding);
        var now = clock.GetUtcNow().UtcDateTime;
        var ended = db.Lots.Where(l => l.End <= now || l.Left == Money.Zero);
        var rows = await ended.OrderByDescending(l => l.End).ThenByDescending(l => l.Number).Skip((page - 1) * FundingPart<LotLine>.Size).Take(FundingPart<LotLine>.Size).ToListAsync(cancel);
        return new(await LinesAsync(db, [.. rows.Select(l => l.ToDomain())], cancel), page, await ended.CountAsync(cancel));
    }

    /// <summary>All top-ups, the newest first; pages count from 1.</summary>
    public async Task<FundingPart<TopUpLine>> TopUpsAsync(Actor actor, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeFunding);
        var rows = await db.TopUps.OrderByDescending(t => t.RequestedAt).ThenByDescending(t => t.Key).Skip((page - 1) * FundingPart<TopUpLine>.Size).Take(FundingPart<TopUpLine>.Size).ToListAsync(cancel);
        return new(await TopUpLinesAsync(db, rows, cancel), page, await db.TopUps.CountAsync(cancel));
    }

    /// <summary>What became of a form's key (R6.4); null where it was never used.</summary>
    public async Task<TopUpLine?> TopUpAsync(Actor actor, string key, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeFunding);
        return (await TopUpLinesAsync(db, await db.TopUps.Where(t => t.Key == key).ToListAsync(cancel), cancel)).SingleOrDefault();
    }

    /// <summary>What the lot paid, from its entries; charges that were undone are taken off again.</summary>
    /// <summary>Null where the organization has no such lot.</summary>
    public async Task<LotUse?> UseAsync(Actor actor, int lot, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeFunding);
        if (!await db.Lots.AnyAsync(l => l.Number == lot, cancel)) return null;
        var book = Book.Lot(lot);
        var entries = await db.Entries.Where(e => e.From == book || e.To == book).Select(e => new { e.From, e.To, e.Amount, e.Reference }).ToListAsync(cancel);
        var uses = entries.Select(e => (Other: e.From == book ? e.To : e.From, Amount: e.From == book ? e.Amount : -e.Amount, e.Reference))
            .Where(e => e.Other.IsUsage || e.Other == Book.Overdraft).ToList();
        var lines = uses.GroupBy(e => e.Other).Select(g => new LotUseLine(g.Key, g.Select(e => e.Amount).Total())).Where(l => !l.Amount.IsZero).OrderByDescending(l => l.Amount).ToList();
        return new(lines, lines.Select(l => l.Amount).Total(), uses.Where(e => e.Other.IsUsage).Select(e => e.Reference).Distinct().Count(), await Disputes.OfLotAsync(db, lot, cancel));
    }

    private static async Task<IReadOnlyList<LotLine>> LinesAsync(CommsCreditsDb db, IReadOnlyList<CreditLot> lots, CancellationToken cancel)
    {
        var numbers = lots.Select(l => (int?)l.Number).ToList();
        var sources = await TopUpLinesAsync(db, await db.TopUps.Where(t => numbers.Contains(t.LotNumber)).ToListAsync(cancel), cancel);
        return [.. lots.Select(l => new LotLine(l, sources.FirstOrDefault(s => s.TopUp.LotNumber == l.Number)))];
    }

    private static async Task<IReadOnlyList<TopUpLine>> TopUpLinesAsync(CommsCreditsDb db, List<TopUpRow> rows, CancellationToken cancel)
    {
        var options = (await db.PaymentOptions.ToListAsync(cancel)).ToDictionary(o => o.Id, o => o.ToDomain());
        var ids = rows.Select(r => r.RequestedBy).Distinct().ToList();
        var names = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        return [.. rows.Select(r => new TopUpLine(r.ToDomain(), r.OptionId is { } id ? options.GetValueOrDefault(id) : null, r.RequestedBy, names.GetValueOrDefault(r.RequestedBy)))];
    }
}
