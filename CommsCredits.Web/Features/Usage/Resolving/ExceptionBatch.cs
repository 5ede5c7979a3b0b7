using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>Some exceptions in one write: each is classified again, or resolved as a person decided (R9.7). A call that is stored already is never booked again.</summary>
internal sealed class ExceptionBatch(LedgerSession session, CallClassifier classifier, MinutePools minutes, Dictionary<string, CallRecord> stored, string? reason) : IDisposable
{
    private readonly Rebooking _rebooking = new(session);
    private readonly long _before = session.HeadSequence;
    private int _charged, _others, _waiting, _beyond;
    private Money _amount;

    public Resolved Result => new(_charged, _amount, _others, _waiting, session.HeadSequence > _before ? _before + 1 : 0, session.HeadSequence > _before ? session.HeadSequence : 0, _beyond);

    /// <summary>By today's decks and mappings.</summary>
    public void Rebook(CallExceptionRow row)
    {
        var call = StoredJson.Read<CallRecord>(row.Record);
        if (IsStored(row, call)) return;
        var decision = classifier.Classify(call, session.Now, minutes);
        if (decision is CallException still) Wait(row, still);
        else Book(row, call, decision, decision is Booked ? ExceptionResolution.Booked : ExceptionResolution.Free);
    }

    public void Accept(CallExceptionRow row, Accept verdict)
    {
        var call = StoredJson.Read<CallRecord>(row.Record);
        if (IsStored(row, call)) return;
        if ((verdict.Amount ?? SourceAmount(call)) is not { IsPositive: true } amount || call.Start > session.Now)
        {
            _waiting++;
            return;
        }
        if (!session.Organization.ChargeLimits.Allow(amount, call.Seconds) && !session.Actor.May(Permission.CorrectLedger))
        {
            Refuse(row, call, verdict, amount);
            return;
        }
        Book(row, call, new Booked(verdict.Kind, amount, new([new(ExplanationCodes.DecidedByPerson, verdict.Kind.ToString(), amount.Micros.ToString(CultureInfo.InvariantCulture))])), ExceptionResolution.Accepted);
    }

    /// <summary>What the source charged waits under its own cause for whoever may correct the ledger; an amount of the person's own leaves the call as it was.</summary>
    private void Refuse(CallExceptionRow row, CallRecord call, Accept verdict, Money amount)
    {
        _beyond++;
        if (verdict.Amount is not null) _waiting++;
        else Wait(row, CallClassifier.Implausible(session.Organization, amount, call.Seconds, verdict.Kind));
    }

    public void Resolve(CallExceptionRow row, ExceptionResolution how)
    {
        _others++;
        Close(row, how);
    }

    /// <summary>The booked charge becomes what the new row costs; where the amount is the same, nothing is posted and the booked charge stands.</summary>
    public async Task TakeNewAsync(CallExceptionRow row, Money? amount, CancellationToken cancel)
    {
        var call = StoredJson.Read<CallRecord>(row.Record);
        if ((amount ?? CostOf(call)) is not { } cost || !stored.TryGetValue(call.UsageId, out var booked))
        {
            _waiting++;
            return;
        }
        var charge = await CallCharge.ReadAsync(session.Db, booked.UsageId, cancel);
        var kind = charge.Count > 0 ? charge.First(p => p.To.IsUsage).To.UsageKind : classifier.KindOf(call) ?? UsageKind.International;
        var plan = MendPlanner.Charge(new(session.Db, session.Organization, session.Pool, session.Now), booked.UsageId, charge, kind, booked.Start, cost);
        if (plan.Value is null)
        {
            Resolve(row, ExceptionResolution.Kept);
            return;
        }
        var content = PostingContent.Of(("usageId", booked.UsageId), ("amount", cost.ToString()), ("reason", reason));
        Rebooking.Correct(session, row, plan.Value, content);
        session.Audit(plan.Value.Action, plan.Value.Reference, plan.Value.Before, new { amount = cost, reason, exception = row.Id });
        _charged++;
        _amount += cost - CreditPool.StandsOf(charge);
        Close(row, ExceptionResolution.Corrected);
    }

    /// <summary>What the row as it arrived would cost: null where that still needs a decision.</summary>
    public Money? CostOf(CallRecord call) => CostOf(classifier, call, session.Now);

    public static Money? CostOf(CallClassifier classifier, CallRecord call, DateTime now) => classifier.Classify(call, now) switch
    {
        Booked booked => booked.Charge,
        FreeCall => Money.Zero,
        _ => null,
    };

    /// <summary>Stores what the batch added up: the last step of the write.</summary>
    public Task FinishAsync(CancellationToken cancel)
    {
        _rebooking.Finish();
        // Whoever may correct the ledger is the person who looks (R7.9)
        if (!session.Actor.May(Permission.CorrectLedger) && _amount.IsPositive) session.Imported += _amount;
        return MinuteBook.StoreAsync(session, minutes, cancel);
    }

    public void Dispose() => _rebooking.Dispose();

    /// <summary>The same call came in meanwhile: the same content is resolved with it, other content waits as changed since booked (R9.6).</summary>
    private bool IsStored(CallExceptionRow row, CallRecord call)
    {
        if (!stored.TryGetValue(call.UsageId, out var known)) return false;
        if (Recurrence.OfKnown(classifier.ContentOf(known), classifier.ContentOf(call)) is { } changed) Wait(row, changed);
        else Resolve(row, ExceptionResolution.AlreadyBooked);
        return true;
    }

    private void Book(CallExceptionRow row, CallRecord call, CallDecision decision, ExceptionResolution how)
    {
        if (decision.Minutes is { } share) minutes.Take(share);
        _rebooking.Book(row, call, decision, classifier.ContentOf(call).Hash());
        stored[call.UsageId] = call;
        if (decision is Booked { Charge: var charge })
        {
            _charged++;
            _amount += charge;
        }
        else _others++;
        Close(row, how);
    }

    private void Wait(CallExceptionRow row, CallException exception)
    {
        _waiting++;
        (row.Code, row.Figures) = (exception.Reason, StoredJson.Write(exception.Figures));
    }

    private void Close(CallExceptionRow row, ExceptionResolution how) => (row.Resolved, row.ResolvedBy, row.Resolution, row.ResolutionReason) = (session.Now, session.Actor.Id, how, reason);

    private Money? SourceAmount(CallRecord call) =>
        call.OverlongAmount is null && call.Charge is { } charge && call.Currency == session.Organization.Currency.Code ? charge + (call.Fee ?? Money.Zero) : null;
}
