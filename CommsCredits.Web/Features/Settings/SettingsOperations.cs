using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Settings;

/// <summary>Changes what may be changed about the organization (R14.3). Currency, zone and the day the books begin are no settings (R2.1, R6.6).</summary>
public sealed class SettingsOperations(LedgerWriter writer, AccessSettings access)
{
    /// <summary>
    /// Refused: the first of <see cref="OrganizationSettings.Validate"/>, with its field as the last figure. A low level that was not there before is told at once where the balance is at it or below (R13.2).
    /// The limit above which a purchase needs a new sign-in is raised or lifted by a person who has just signed in (<c>SignInFirst</c>): else it would guard nothing.
    /// </summary>
    public Task<Outcome<OrganizationSettings>> SaveAsync(Actor actor, OrganizationSettings settings, CancellationToken cancel) =>
        writer.WriteAsync<OrganizationSettings>(actor, Permission.ChangeSettings, async session =>
        {
            var rule = (await session.Db.RechargeRules.SingleOrDefaultAsync(cancel))?.ToDomain();
            var (row, before) = (session.OrganizationRow, OrganizationSettings.Of(session.OrganizationRow));
            var after = settings with { Name = settings.Name.Trim(), LowLevels = [.. settings.LowLevels.Distinct().Order()] };
            if (after.Validate(rule) is [var (field, why), ..]) return new Refused(why.Code, [.. why.Figures, field]);
            if (Loosens(before, after) && !access.IsFresh(actor)) return new Refused("SignInFirst", before.SignInAgainAbove!.Value, nameof(OrganizationSettings.SignInAgainAbove));
            if (after == before) return Outcome<OrganizationSettings>.Replay(before);
            after.PutInto(row);
            // A level above which the balance was at the last write is crossed in this one, and told as that
            var set = BalanceNotices.JustSet(row.Id, session.UsableNow, after.LowLevels.Except(before.LowLevels).Where(l => session.PoolRow.BalanceSeen <= l), rule is { IsOn: true } ? rule.Trigger : null, session.Now);
            await session.NotifyAsync(set, cancel);
            session.Audit("Settings.Changed", $"organization:{row.Id}", before, after);
            return after;
        }, cancel);

    private static bool Loosens(OrganizationSettings before, OrganizationSettings after) => before.SignInAgainAbove is { } limit && !(after.SignInAgainAbove <= limit);
}
