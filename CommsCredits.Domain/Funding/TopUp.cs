namespace CommsCredits.Domain.Funding;

/// <summary>
/// Requested -> AwaitingPayment | NeedsAction -> Paid | Failed | Canceled (R6.2). SetAside: money came in another amount or currency than asked
/// and waits for a person (R6.3).
/// </summary>
public enum TopUpState { Requested, AwaitingPayment, NeedsAction, Paid, Failed, Canceled, SetAside }

/// <summary>
/// One wish for money and what became of it (R6.2). Immutable: each report of the gateway gives the next value, and reports may come twice or in the
/// wrong order. Only <see cref="TopUpState.Paid"/> has a lot. What the gateway took always becomes a lot, also after Failed or Canceled (R6.3);
/// no report takes a top-up back from Paid.
/// </summary>
public sealed record TopUp
{
    /// <summary>After so long a request is only asked about, never sent (R6.2).</summary>
    public static readonly TimeSpan SendingEnds = TimeSpan.FromHours(23);

    /// <summary>So long a top-up without an answer counts as on its way (R7.2).</summary>
    public static readonly TimeSpan FlightEnds = TimeSpan.FromHours(24);

    public required Guid OrganizationId { get; init; }

    /// <summary>Made when the form is opened and stored before the gateway is called; the gateway gets the same one.</summary>
    public required string Key { get; init; }
    public required DateTime RequestedAt { get; init; }
    public required TopUpWish Wish { get; init; }
    public required Currency Currency { get; init; }
    public bool IsAutomatic { get; init; }
    public TopUpState State { get; init; } = TopUpState.Requested;

    /// <summary>The gateway's or the bank's word for a refusal, as given.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>Expired, lost, stolen, fraud: this card is not tried again (R7.6).</summary>
    public bool DeclineIsFinal { get; init; }

    /// <summary>Where a person confirms the payment, while it needs action.</summary>
    public string? ActionLink { get; init; }

    /// <summary>When the money was taken, by the gateway's own time: the purchase's effective time (R3.3).</summary>
    public DateTime? TakenAt { get; init; }
    public int? LotNumber { get; init; }

    /// <summary>Money came although the state said it would not: told to a person (R6.3).</summary>
    public bool IsOutsideOrder { get; init; }

    /// <summary>What was taken instead, where it is set aside.</summary>
    public Money? TakenAmount { get; init; }
    public string? TakenCurrency { get; init; }

    public Money Amount => Wish.Amount;
    public bool IsCharge => Wish.Method is PaymentMethod.Card or PaymentMethod.Sandbox;

    /// <summary>Not decided yet. An open automatic one stops the next (R7.3); one that needs action is canceled first, with the gateway's word (R7.6).</summary>
    public bool IsOpen => State is TopUpState.Requested or TopUpState.AwaitingPayment or TopUpState.NeedsAction;

    public bool MaySendAt(DateTime now) => State == TopUpState.Requested && now - RequestedAt < SendingEnds;

    /// <summary>Charged and not answered, for 24 h (R7.2). An invoice never is; what needs action has been answered.</summary>
    public bool IsInFlightAt(DateTime now) =>
        IsCharge && State is TopUpState.Requested or TopUpState.AwaitingPayment && now - RequestedAt < FlightEnds;

    /// <summary>
    /// A form sent again under a key that is spent (R6.4): null for the same wish, which is answered with this top-up; else what was asked first.
    /// Figures: the field that differs, the first amount, when it was asked.
    /// </summary>
    public Refused? RefuseOther(TopUpWish wish) =>
        wish.FieldThatDiffersFrom(Wish) is { } field ? new("KeySpent", field, Amount, RequestedAt) : null;

    /// <summary>The same wish under the same key (R3.6).</summary>
    public bool SameWishAs(TopUpWish wish) => RefuseOther(wish) is null;

    public TopUp Awaiting() => State == TopUpState.Requested ? this with { State = TopUpState.AwaitingPayment } : this;

    public TopUp NeedingAction(string link) =>
        State is TopUpState.Requested or TopUpState.AwaitingPayment ? this with { State = TopUpState.NeedsAction, ActionLink = link } : this;

    public TopUp Declined(string reason, bool isFinal) =>
        IsOpen ? this with { State = TopUpState.Failed, DeclineReason = reason, DeclineIsFinal = isFinal, ActionLink = null } : this;

    /// <summary>The gateway confirmed the cancel.</summary>
    public TopUp Canceled() => IsOpen ? this with { State = TopUpState.Canceled, ActionLink = null } : this;

    /// <summary>
    /// Money was taken. The amount and currency asked for make the lot with the next number, whatever the state said; told twice, it stays with its
    /// first lot. Anything else is set aside.
    /// </summary>
    public TopUp Taken(Money amount, string currency, DateTime at, int nextLot)
    {
        if (State == TopUpState.Paid) return this;
        var outside = !IsOpen;
        if (amount != Amount || currency != Currency.Code)
            return this with { State = TopUpState.SetAside, TakenAt = at, TakenAmount = amount, TakenCurrency = currency, IsOutsideOrder = true, ActionLink = null };
        return this with
        {
            State = TopUpState.Paid,
            TakenAt = at,
            LotNumber = nextLot,
            IsOutsideOrder = outside,
            TakenAmount = null,
            TakenCurrency = null,
            ActionLink = null,
        };
    }

    /// <summary>
    /// Finance marks the whole amount of an invoice received, or a purchase made elsewhere is recorded: taken at the local start of the day entered (R3.3).
    /// A day after today is refused, <c>DayInFuture</c>.
    /// </summary>
    public Refused? TakenOn(DateOnly day, LocalCalendar calendar, DateTime now, int nextLot, out TopUp after)
    {
        var isFuture = day > calendar.DayOf(now);
        after = isFuture ? this : Taken(Amount, Currency.Code, calendar.StartOf(day), nextLot);
        return isFuture ? new("DayInFuture") : null;
    }
}
