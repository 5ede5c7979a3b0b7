using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Settings;

/// <summary>How the organization is set, and who is told.</summary>
public sealed class SettingsReader(Database database, MailSettings mail, TimeProvider clock, IConfiguration? configuration = null)
{
    public async Task<SettingsFacts> FactsAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeSettings);
        var (row, now) = (await db.Organizations.SingleAsync(cancel), clock.GetUtcNow().UtcDateTime);
        var pool = new CreditPool((await db.Lots.Where(l => l.End > now && l.Left > Money.Zero).ToListAsync(cancel)).Select(l => l.ToDomain()), (await db.Pools.SingleAsync(cancel)).Overdraft);
        return new()
        {
            Organization = row.ToDomain(), Settings = OrganizationSettings.Of(row), Rule = (await db.RechargeRules.SingleOrDefaultAsync(cancel))?.ToDomain(), Balance = pool.UsableBalance(now),
            Recipients = await db.Recipients.CountAsync(r => r.Removed == null, cancel),
        };
    }

    public async Task<MailFacts> MailAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeSettings);
        var rows = await db.Recipients.Where(r => r.Removed == null).ToListAsync(cancel);
        var sent = await db.Mails.Where(m => m.Sent != null).GroupBy(m => m.RecipientId).Select(g => new { g.Key, Last = g.Max(m => m.Sent) }).ToDictionaryAsync(g => g.Key, g => g.Last, cancel);
        var givenUp = await db.Mails.Where(m => m.GivenUp != null).GroupBy(m => m.RecipientId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var lines = rows.Select(r => new RecipientLine(r.Id, r.Address, r.Name, r.Language ?? NoticeMail.Languages[0], r.Kinds is null ? null : [.. NoticeKinds.All.Where(r.Wants)], r.PersonId is not null,
            sent.GetValueOrDefault(r.Id), givenUp.GetValueOrDefault(r.Id)));
        return new((await db.Organizations.SingleAsync(cancel)).ToDomain(), [.. lines.OrderBy(l => l.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(l => l.Address)], MailServerFacts.Of(mail), await OperatorsOrganization.IsAsync(db, configuration, cancel));
    }
}
