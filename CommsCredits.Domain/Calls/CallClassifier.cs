using System.Globalization;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Domain.Calls;

/// <summary>
/// Decides one call of a source (R9): booked, free, or an exception. What was booked before is compared apart (<see cref="Recurrence"/>).
/// One instance per organization and source; it holds no state between calls.
/// </summary>
/// <param name="mappings">What the organization says of codes that are not known here; none where left out.</param>
public sealed class CallClassifier(Organization organization, DeckBook decks, ChargeSource source, CodeMappings? mappings = null)
{
    private readonly CodeMappings _codes = mappings ?? CodeMappings.None;
    private readonly DateTime _booksBegin = organization.BooksBeginAt;

    /// <param name="now">The instant (UTC) that a start must not lie after.</param>
    /// <param name="minutes">The minute pools as they are when the call is booked; nothing is taken here (<see cref="CallDecision.Minutes"/>). Null: none is defined.</param>
    public CallDecision Classify(CallRecord record, DateTime now, MinutePools? minutes = null)
    {
        var decision = Decide(record, now, minutes);
        return decision is Booked booked && !organization.ChargeLimits.Allow(booked.Charge, record.Seconds)
            ? Implausible(organization, booked.Charge, record.Seconds, booked.Kind)
            : decision;
    }

    /// <summary>A call that costs more than the organization's limits allow (R9.11).</summary>
    public static CallException Implausible(Organization organization, Money charge, int seconds, UsageKind kind) =>
        new(ExceptionReason.ImplausibleCharge, Text(charge), Text(organization.ChargeLimits.For(seconds)), Text(seconds), kind.ToString());

    private CallDecision Decide(CallRecord record, DateTime now, MinutePools? minutes)
    {
        if (record.Start < _booksBegin)
            return Free(FreeReason.BeforeBooks, new(ExplanationCodes.FreeBeforeBooks, Text(record.Start), Text(_booksBegin), Text(record.Fee), Text(record.Charge)));
        if (IsOfOtherOperator(record) && record.Start <= now) return Free(FreeReason.OtherOperator, new(ExplanationCodes.FreeOtherOperator, record.Operator!));
        if (_codes.CallTypeOf(record.CallType) is not { } type) return new CallException(ExceptionReason.UnknownCallType, record.CallType);
        if (_codes.CapabilityOf(record.Capability) is not { } capability) return new CallException(ExceptionReason.UnknownCapability, record.Capability);
        if (FaultOf(record, now) is { } fault) return fault;

        var route = RouteOf(record, type, capability);
        if (IsCharged(record)) return Charged(record, route);
        if (WeRate(record, route)) return ByDeck(record, route.Paid!.Value);
        return route.Uncharged == FreeReason.InMinutes && record.Seconds > 0 && minutes?.Look(record) is { } share ? InThePool(record, route, share) : Uncharged(record, route);
    }

    /// <summary>What makes the row the same row when it comes again (R9.6), by what this source's setting looks at.</summary>
    public UsageContent ContentOf(CallRecord record)
    {
        var rated = _codes.CallTypeOf(record.CallType) is { } type && _codes.CapabilityOf(record.Capability) is { } capability
            && RouteOf(record, type, capability) is var route && (WeRate(record, route) || (source == ChargeSource.Deck && route.Paid is not null));
        return UsageContent.Of(record, rated);
    }

    /// <summary>What a charge on this row would be for; null where calls of its kind are free or its codes are unknown.</summary>
    public UsageKind? KindOf(CallRecord record) =>
        _codes.CallTypeOf(record.CallType) is { } type && _codes.CapabilityOf(record.Capability) is { } capability ? RouteOf(record, type, capability).Paid : null;

    private static UsageRoute RouteOf(CallRecord record, CallType type, CapabilityClass capability) =>
        UsageRoute.Of(type, CallTypes.IsTollFree(record.NumberType), capability, record.IsInternational);

    /// <summary>Not the pool's (R9.9): somebody else's line, and no money of its source on the row. Money that stands there is the vendor's word, whoever carried the call.</summary>
    private static bool IsOfOtherOperator(CallRecord record) => record.Operator is { } name && !name.Contains("Microsoft", StringComparison.OrdinalIgnoreCase)
        && record.OverlongAmount is null && record is { Fee: null or { IsZero: true }, Charge: null or { IsZero: true } };

    private static bool IsCharged(CallRecord record) => record.Charge is { } charge && (charge + (record.Fee ?? Money.Zero)).IsPositive;

    /// <summary>A free row stays free, and the plan's minutes stay included, whoever rates.</summary>
    private bool WeRate(CallRecord record, UsageRoute route) =>
        route is { Paid: not null, Uncharged: null } && (record.Charge is null || source == ChargeSource.Deck);

    private CallException? FaultOf(CallRecord record, DateTime now)
    {
        if (record.OverlongAmount is { } written) return new(ExceptionReason.TooManyDecimals, written);
        if (record.Fee is { IsNegative: true } || record.Charge is { IsNegative: true })
            return new(ExceptionReason.NegativeCharge, Text(record.Fee), Text(record.Charge));
        var money = (record.Fee ?? Money.Zero) + (record.Charge ?? Money.Zero);
        if (money.IsPositive && record.Currency != organization.Currency.Code)
            return new(ExceptionReason.OtherCurrency, record.Currency ?? "", organization.Currency.Code, Text(money));
        if (record.Start > now) return new(ExceptionReason.StartInFuture, Text(record.Start), Text(now));
        return null;
    }

    private CallDecision Charged(CallRecord record, UsageRoute route)
    {
        var fee = record.Fee ?? Money.Zero;
        var charge = fee + record.Charge!.Value;
        if (route.Paid is not { } kind) return new CallException(ExceptionReason.ChargeOnFreeRow, record.Capability, record.CallType, Text(charge));
        if (source == ChargeSource.Deck) return ByDeck(record, kind);
        var deck = decks.InForce(kind, record.Start);
        var match = deck is null ? default : MatchOf(deck, record);
        kind = KindOf(kind, match);
        return new Booked(kind, charge, new([Paid(record, kind), new(ExplanationCodes.ChargeBySource, Text(fee), Text(record.Charge), Text(charge))]),
            match.Rate is null ? null : Rater.Rate(deck!, match, record.Seconds).Charge);
    }

    /// <summary>
    /// A plan's call that no charge stands on. Its minutes are the pool's; the part beyond them is a call of its own (R9.2), unless the source says that nothing is charged:
    /// then that is its word (R9.4), and the minutes are only counted.
    /// </summary>
    private CallDecision InThePool(CallRecord record, UsageRoute route, MinuteShare share)
    {
        ExplanationStep[] steps = [.. share.Explain()];
        if (share.SecondsBeyond == 0) return new FreeCall(FreeReason.InMinutes, new([.. steps, new(ExplanationCodes.FreeInMinutes, record.Capability)])) { Minutes = share };
        if (record.Charge is not null && source == ChargeSource.Vendor)
            return new FreeCall(FreeReason.BySource, new([.. steps, new(ExplanationCodes.FreeBySource, Text(record.Seconds))])) { Minutes = share };
        steps = [.. steps, new IncludedShare(share.Minutes, share.SecondsBeyond).Explain()];
        return ByDeck(record with { Seconds = share.SecondsBeyond }, route.Paid!.Value) switch
        {
            Booked booked => booked with { Explanation = new([.. steps, .. booked.Explanation.Steps.Where(s => s.Code is not (ExplanationCodes.BeyondThePlan or ExplanationCodes.PaidByThePool))]), Minutes = share },
            FreeCall free => free with { Explanation = new([.. steps, .. free.Explanation.Steps]), Minutes = share },
            var exception => exception,
        };
    }

    private CallDecision ByDeck(CallRecord record, UsageKind kind)
    {
        if (record.Seconds == 0) return Free(FreeReason.ZeroSeconds, new(ExplanationCodes.FreeZeroSeconds));
        var deck = decks.InForce(kind, record.Start);
        var match = deck is null ? default : MatchOf(deck, record);
        if (match.Outcome == RateOutcome.Hidden) return new CallException(ExceptionReason.NumberMasked, kind.ToString(), record.DestinationNumber ?? "");
        if (match.Outcome == RateOutcome.None)
            return new CallException(ExceptionReason.NoRate, kind.ToString(), record.DestinationNumber ?? "", Text(record.Start), deck?.Terms.Name ?? "");
        kind = KindOf(kind, match);
        var rated = Rater.Rate(deck!, match, record.Seconds, source == ChargeSource.Vendor && record.Fee is { IsPositive: true } ? record.Fee : null);
        if (rated.Charge.IsZero) return new FreeCall(FreeReason.AfterRounding, new([.. rated.Explain(), new(ExplanationCodes.FreeAfterRounding)]));
        return new Booked(kind, rated.Charge, new([Paid(record, kind), .. rated.Explain()]), rated.Charge);
    }

    private static FreeCall Uncharged(CallRecord record, UsageRoute route) => (record.Charge is null ? route.Uncharged : route.Uncharged ?? FreeReason.BySource) switch
    {
        FreeReason.ByCapability => Free(FreeReason.ByCapability, new(ExplanationCodes.FreeByCapability, record.Capability)),
        FreeReason.InMinutes => Free(FreeReason.InMinutes, new(ExplanationCodes.FreeInMinutes, record.Capability)),
        FreeReason.Inbound => Free(FreeReason.Inbound, new(ExplanationCodes.FreeInbound, record.CallType, record.NumberType)),
        _ => Free(FreeReason.BySource, new(ExplanationCodes.FreeBySource, Text(record.Seconds))),
    };

    private static RateMatch MatchOf(RateDeck deck, CallRecord record) => deck.Terms.Kind.LooksAtTheCaller()
        ? deck.Find(record.DestinationNumber, record.CallerNumber)
        : deck.Find(record.DestinationNumber);

    private static UsageKind KindOf(UsageKind kind, RateMatch match) =>
        match.Rate is { Type: RateType.Premium } && DeckKinds.Of(kind) == DeckKind.Outbound ? UsageKind.Premium : kind;

    private ExplanationStep Paid(CallRecord record, UsageKind kind) => kind == UsageKind.Overage && _codes.CapabilityOf(record.Capability) == CapabilityClass.CallingPlan
        ? new(ExplanationCodes.BeyondThePlan, record.Capability)
        : new(ExplanationCodes.PaidByThePool, kind.ToString(), record.CallType, record.Capability);

    private static FreeCall Free(FreeReason reason, ExplanationStep step) => new(reason, new([step]));

    private static string Text(Money? money) => money is { } m ? Text(m.Micros) : "";
    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    private static string Text(DateTime instant) => instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture);
}
