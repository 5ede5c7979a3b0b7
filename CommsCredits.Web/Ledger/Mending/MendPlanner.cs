using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger.Mending;

/// <summary>Decides a deed on the books as they are, for posting it and for looking ahead alike: what is shown first is what is posted then.</summary>
internal static class MendPlanner
{
    public const int LongestDispute = 60;

    public static Task<Outcome<MendPlan>> PlanAsync(MendBooks books, Mend mend, CancellationToken cancel) => mend switch
    {
        CreditBackCall wish => CallAsync(books, wish.UsageId, null, cancel),
        CorrectCall wish => CallAsync(books, wish.UsageId, wish.Amount, cancel),
        AdjustLot wish => Task.FromResult(Adjusted(books, wish)),
        PayBackLot wish => PaidBackAsync(books, wish, cancel),
        LoseDispute wish => LostAsync(books, wish, cancel),
        WinDispute wish => WonAsync(books, wish, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(mend)),
    };

    private static async Task<Outcome<MendPlan>> CallAsync(MendBooks books, string usageId, Money? amount, CancellationToken cancel)
    {
        var call = await books.Db.CallsOf(usageId).AsNoTracking().Select(c => new { c.Start, c.Kind }).SingleOrDefaultAsync(cancel);
        if (call?.Kind is not { } kind) return new Refused("CallNotCharged");
        return Charge(books, usageId, await CallCharge.ReadAsync(books.Db, usageId, cancel), kind, call.Start, amount);
    }

    /// <summary>Null undoes it whole. Also for a call that was taken in as free: nothing stands, and the amount is drawn.</summary>
    internal static Outcome<MendPlan> Charge(MendBooks books, string usageId, IReadOnlyList<Posting> charge, UsageKind kind, DateTime start, Money? amount)
    {
        var stands = CreditPool.StandsOf(charge);
        if (amount is { IsNegative: true }) return new Refused("NegativeAmount");
        if (stands.IsZero && amount is null or { IsZero: true }) return new Refused("NothingStands");
        if (amount == stands) return new Refused("SameAmount", stands);
        var postings = amount is { } other ? books.Pool.Correct(charge, kind, other, start, books.Now) : books.Pool.CreditBack(charge, books.Now);
        return new MendPlan(postings, CallCharge.Call + usageId, amount is null ? "Call.CreditedBack" : "Call.Corrected", new { charged = stands });
    }

    private static Outcome<MendPlan> Adjusted(MendBooks books, AdjustLot wish)
    {
        if (Find(books, wish.Lot) is not { } lot) return new Refused("LotUnknown");
        if (lot.HasEndedAt(books.Now)) return new Refused("LotEnded", lot.LastUsableDay);
        if (wish.Amount.IsZero) return new Refused("AmountZero");
        if (-wish.Amount > lot.Left) return new Refused("AboveLeft", lot.Left);
        return new MendPlan(books.Pool.Adjust(lot.Number, wish.Amount, books.Now), $"lot:{lot.Number}", "Lot.Adjusted", new { lot.Left });
    }

    private static async Task<Outcome<MendPlan>> PaidBackAsync(MendBooks books, PayBackLot wish, CancellationToken cancel)
    {
        if (Find(books, wish.Lot) is not { } lot) return new Refused("LotUnknown");
        if (lot.HasEndedAt(books.Now)) return new Refused("LotEnded", lot.LastUsableDay);
        if ((await Disputes.OfLotAsync(books.Db, lot.Number, cancel)).Any(d => !d.IsWon)) return new Refused("UnderDispute");
        if (books.Pool.Overdraft.IsPositive) return new Refused("InOverdraft", books.Pool.Overdraft);
        var currency = books.Organization.Currency;
        if (!wish.Amount.IsPositive) return new Refused("NotPositive");
        if (wish.Amount.Micros % currency.SmallestUnit.Micros != 0) return new Refused("TooManyDecimals", currency.Decimals);
        if (books.Pool.MostPayable(lot.Number, currency.SmallestUnit, books.Now) is var most && wish.Amount > most) return new Refused("AboveLeft", most);
        var postings = books.Pool.PayBack(lot.Number, wish.Amount, books.Now);
        var trigger = await books.Db.RechargeRules.AsNoTracking().Where(r => r.IsOn).Select(r => (Money?)r.Trigger).SingleOrDefaultAsync(cancel);
        return new MendPlan(postings, $"lot:{lot.Number}", "Lot.PaidBack", new { lot.Left, lot.PaidBack }, books.Pool.UsableBalance(books.Now) <= trigger);
    }

    private static async Task<Outcome<MendPlan>> LostAsync(MendBooks books, LoseDispute wish, CancellationToken cancel)
    {
        if (Find(books, wish.Lot) is not { } lot) return new Refused("LotUnknown");
        if (string.IsNullOrWhiteSpace(wish.Dispute)) return new Refused("DisputeMissing");
        if (wish.Dispute.Length > LongestDispute) return new Refused("TooLong", LongestDispute);
        var method = await books.Db.TopUps.AsNoTracking().Where(t => t.LotNumber == lot.Number).Select(t => (PaymentMethod?)t.Method).SingleOrDefaultAsync(cancel);
        if (method is not (PaymentMethod.Card or PaymentMethod.Sandbox)) return new Refused("NotPaidByCard");
        if ((await Disputes.OfLotAsync(books.Db, lot.Number, cancel)).Any(d => !d.IsWon)) return new Refused("UnderDispute");
        if (!wish.Amount.IsPositive) return new Refused("NotPositive");
        if (wish.Amount > lot.Amount - lot.PaidBack) return new Refused("AboveBought", lot.Amount - lot.PaidBack);
        return new MendPlan(books.Pool.Chargeback(lot.Number, wish.Amount, books.Now), Disputes.LostKey(lot.Number, wish.Dispute), "Dispute.Lost", new { lot.Left, lot.PaidBack, books.Pool.Overdraft });
    }

    private static async Task<Outcome<MendPlan>> WonAsync(MendBooks books, WinDispute wish, CancellationToken cancel)
    {
        var dispute = (await Disputes.OfLotAsync(books.Db, wish.Lot, cancel)).FirstOrDefault(d => d.Number == wish.Dispute && !d.IsWon);
        if (dispute is null || Find(books, wish.Lot) is not { } lot) return new Refused("DisputeUnknown");
        var taken = await Disputes.PostedAsync(books.Db, dispute, cancel);
        return new MendPlan(books.Pool.WinDispute(taken, books.Now), Disputes.LostKey(lot.Number, dispute.Number), "Dispute.Won", new { dispute.Amount, lot.PaidBack });
    }

    private static CreditLot? Find(MendBooks books, int number) => books.Pool.Lots.FirstOrDefault(l => l.Number == number);
}
