using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Payments;

/// <summary>
/// A top-up's way from wish to lot, the same for a person and for the rule (R6.2): stored, then charged outside any transaction, then settled by the gateway's answer,
/// whoever brings it and however often.
/// </summary>
public sealed class TopUpDesk(Database database, LedgerWriter writer, IPaymentGateway gateway, TimeProvider clock, AccessSettings access, ILogger<TopUpDesk> log)
{
    /// <summary>Characters of a wish's key, which is kept for good.</summary>
    public const int LongestKey = 100;

    /// <summary>
    /// A person's wish. The same key again is answered with its first result (R6.4); other content under it is refused as <c>KeySpent</c>. A recorded purchase makes its lot at once.
    /// Refusals carry the field they belong to as their last figure.
    /// </summary>
    public async Task<Outcome<TopUp>> BuyAsync(Actor actor, string key, TopUpWish wish, CancellationToken cancel)
    {
        var requested = await writer.WriteAsync<TopUp>(actor, Permission.AddFunds, async session =>
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, LongestKey, nameof(key));
            if (await session.Db.TopUps.SingleOrDefaultAsync(t => t.Key == key, cancel) is { } known)
                return known.ToDomain().RefuseOther(wish) is { } other ? other : Outcome<TopUp>.Replay(known.ToDomain());
            if (wish.Refuse(session.Organization, Limits(session.OrganizationRow), session.Now) is { } refusal)
                return new Refused(refusal.Why.Code, [.. refusal.Why.Figures, refusal.Field]);
            if (await OptionFaultAsync(session, wish, cancel) is { } option) return new Refused(option, nameof(TopUpWish.OptionId));
            if (wish.Method == PaymentMethod.Recorded && FundingLimits.MostInPool - session.Pool.Lots.Select(l => l.Left).Total() is var room && wish.Amount > room) return new Refused("AboveMaximum", room, nameof(TopUpWish.Amount));
            if (MustProve(actor, session.OrganizationRow.SignInAgainAbove, wish)) return new Refused("SignInAgain", session.OrganizationRow.SignInAgainAbove!.Value, nameof(TopUpWish.Amount));
            var row = Add(session, key, wish, isAutomatic: false);
            if (wish.Method != PaymentMethod.Recorded) return row.ToDomain();
            return await SettleAsync(session, row, Recorded(session.Organization, wish), cancel);
        }, cancel);
        if (requested.Refused is not null || requested.Value is not { IsCharge: true } topUp || !topUp.MaySendAt(clock.GetUtcNow().UtcDateTime)) return requested;
        return await ChargeAsync(actor, key, cancel);
    }

    /// <summary>Pages offer only what there is; whatever else arrives here is not charged: an option of this organization, of this method, whose card has not run out. Null where nothing is wrong with it.</summary>
    private static async Task<string?> OptionFaultAsync(LedgerSession session, TopUpWish wish, CancellationToken cancel)
    {
        if (wish.Method == PaymentMethod.Recorded) return null;
        if (await session.Db.PaymentOptions.AsNoTracking().SingleOrDefaultAsync(o => o.Id == wish.OptionId, cancel) is not { } row || row.Method != wish.Method) return "OptionUnknown";
        return row.ToDomain().StandingOn(session.Organization.Calendar.DayOf(session.Now)) == CardStanding.RunOut ? "OptionRunOut" : null;
    }

    /// <summary>A person who pays more than the organization's limit has just proved who they are (R14.1).</summary>
    private bool MustProve(Actor actor, Money? above, TopUpWish wish) =>
        wish.Method != PaymentMethod.Recorded && above is { } limit && wish.Amount > limit && !access.IsFresh(actor);

    /// <summary>Charges a stored top-up, or asks what became of it where it may not be sent any more, and settles the answer.</summary>
    public async Task<Outcome<TopUp>> ChargeAsync(Actor actor, string key, CancellationToken cancel)
    {
        var (topUp, token) = await FindAsync(actor, key, cancel);
        var answer = await AnswerAsync(topUp, token, cancel);
        if (answer.Result is ChargeResult.Unknown or ChargeResult.NeverSeen) return topUp;
        return await writer.WriteAsync<TopUp>(actor, Permission.AddFunds,
            async session => await SettleAsync(session, await session.Db.TopUps.SingleAsync(t => t.Key == key, cancel), answer, cancel), cancel);
    }

    /// <summary>Asks about every top-up that got no answer (R6.2); the job's work.</summary>
    public async Task AskAboutOpenAsync(Actor actor, CancellationToken cancel)
    {
        List<TopUpRow> open;
        await using (var db = database.Read(actor, Permission.AddFunds))
            open = await db.TopUps.Where(t => t.State == TopUpState.Requested || t.State == TopUpState.AwaitingPayment).ToListAsync(cancel);
        foreach (var row in open.Where(t => t.ToDomain().IsCharge)) await ChargeAsync(actor, row.Key, cancel);
    }

    /// <summary>Stores a wish in a write that is under way: the rule's own purchase.</summary>
    public static TopUpRow Add(LedgerSession session, string key, TopUpWish wish, bool isAutomatic)
    {
        var topUp = new TopUp
        {
            OrganizationId = session.Organization.Id, Key = key, RequestedAt = session.Now, Wish = wish, Currency = session.Organization.Currency, IsAutomatic = isAutomatic,
        };
        var row = TopUpRow.Of(topUp, session.Actor.Id);
        session.Db.TopUps.Add(row);
        session.Audit("TopUp.Requested", $"topup:{key}", after: wish);
        return row;
    }

    public static FundingLimits Limits(OrganizationRow organization) => new(organization.TopUpMinimum, organization.TopUpMaximum);

    private static ChargeAnswer Recorded(Organization organization, TopUpWish wish) => new(ChargeResult.Paid)
    {
        TakenAt = organization.Calendar.StartOf(wish.RecordedDay!.Value), Amount = wish.Amount, Currency = organization.Currency.Code,
    };

    private async Task<ChargeAnswer> AnswerAsync(TopUp topUp, string token, CancellationToken cancel)
    {
        try
        {
            var known = await gateway.AskAsync(topUp.Key, cancel);
            if (known.Result != ChargeResult.NeverSeen || !topUp.MaySendAt(clock.GetUtcNow().UtcDateTime)) return known;
            database.DemandFile();
            return await gateway.ChargeAsync(new(topUp.Key, topUp.Amount, topUp.Currency, token), cancel);
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutException)
        {
            log.LogWarning(fault, "The gateway did not answer for top-up {Key}; it is asked again later.", topUp.Key);
            return new(ChargeResult.Unknown);
        }
    }

    private static async Task<Outcome<TopUp>> SettleAsync(LedgerSession session, TopUpRow row, ChargeAnswer answer, CancellationToken cancel)
    {
        var before = row.ToDomain();
        var after = answer.Result switch
        {
            ChargeResult.Paid => before.Taken(answer.Amount, answer.Currency, Earlier(answer.TakenAt ?? session.Now, session.Now), session.PoolRow.LastLot + 1),
            ChargeResult.Declined => before.Declined(answer.Reason, answer.IsFinal),
            ChargeResult.NeedsAction => before.NeedingAction(answer.Link),
            _ => before,
        };
        if (after == before) return Outcome<TopUp>.Replay(before);
        row.Take(after);
        if (after.State == TopUpState.Paid) Book(session, after);
        await DunAsync(session, after, cancel);
        await session.NotifyAsync(FundingNotices.Of(after, session.UsableNow, session.Now), cancel);
        session.Audit($"TopUp.{after.State}", $"topup:{row.Key}", new { before.State }, new { after.State, after.LotNumber, after.DeclineReason });
        return after;
    }

    private static void Book(LedgerSession session, TopUp topUp)
    {
        var lot = CreditLot.Bought(session.TakeLotNumber(), topUp.Amount, topUp.TakenAt!.Value, session.Organization.Calendar);
        var isOpening = topUp.Wish.RecordedDay < session.Organization.BooksBegin;
        var content = PostingContent.Of(("amount", topUp.Amount.ToString()), ("method", topUp.Wish.Method.ToString()), ("option", topUp.Wish.OptionId?.ToString()),
            ("purchaseOrder", topUp.Wish.PurchaseOrder), ("recordedDay", topUp.Wish.RecordedDay?.ToString("O")), ("reference", topUp.Wish.Reference));
        session.Post(session.Pool.Grant(lot, isOpening ? EntryKind.OpeningLot : EntryKind.Purchase, session.Now), $"topup:{topUp.Key}", $"topup:{topUp.Key}", content.Hash());
    }

    /// <summary>What the answer means for the rule: a failed automatic one moves its dunning, a paid one ends or eases it (R7.6), and the rule looks again.</summary>
    private static async Task DunAsync(LedgerSession session, TopUp topUp, CancellationToken cancel)
    {
        if (await session.Db.RechargeRules.SingleOrDefaultAsync(cancel) is not { } rule) return;
        var dunning = StoredJson.Read<Dunning>(rule.Dunning);
        if (topUp.State == TopUpState.Paid) dunning = dunning.Paid(topUp.IsAutomatic);
        else if (topUp is { IsAutomatic: true, State: TopUpState.Failed or TopUpState.NeedsAction })
        {
            var options = (await session.Db.PaymentOptions.ToListAsync(cancel)).Select(o => o.ToDomain()).ToList();
            var tried = options.First(o => o.Id == topUp.Wish.OptionId);
            dunning = dunning.Failed(tried, topUp.DeclineIsFinal, session.Now, options.Find(o => o.Id == rule.OptionId), options.Find(o => o.Id == rule.BackupOptionId));
            session.LookBecause = RechargeCause.TopUpFailed;
            rule.LookAgainAt = dunning.WaitsUntil;
            await session.NotifyAsync(FundingNotices.Suspended(session.Organization.Id, dunning), cancel);
        }
        rule.Dunning = StoredJson.Write(dunning);
    }

    private async Task<(TopUp TopUp, string Token)> FindAsync(Actor actor, string key, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.AddFunds);
        var row = await db.TopUps.SingleAsync(t => t.Key == key, cancel);
        var token = await db.PaymentOptions.Where(o => o.Id == row.OptionId).Select(o => o.Token).SingleOrDefaultAsync(cancel);
        return (row.ToDomain(), token ?? "");
    }

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
