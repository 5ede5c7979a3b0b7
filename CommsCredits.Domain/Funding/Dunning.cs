namespace CommsCredits.Domain.Funding;

/// <summary>
/// What follows when a recharge fails (R7.6). A round is the default card, then the backup at once. After the first failed round it waits 1 h, after
/// the second 1 day, both elapsed time; the third suspends the rule, until another card (another fingerprint) or a person resumes it. A final
/// decline keeps that card out of every later round.
/// </summary>
public sealed record Dunning
{
    public static Dunning None { get; } = new();

    public int FailedRounds { get; init; }
    public DateTime? WaitsUntil { get; init; }
    public DateTime? SuspendedAt { get; init; }

    /// <summary>Cards that have failed in the round under way.</summary>
    public IReadOnlyList<string> TriedInRound { get; init; } = [];

    /// <summary>Cards that have failed since the last success: none of these revives a suspended rule.</summary>
    public IReadOnlyList<string> Declined { get; init; } = [];

    /// <summary>Cards that are not tried again.</summary>
    public IReadOnlyList<string> DeclinedForGood { get; init; } = [];

    public bool IsSuspended => SuspendedAt is not null;

    /// <summary>
    /// The card whose turn it is: the default, then the backup; null where neither can be charged. Where the backup was taken away in the middle of
    /// a round, the default's turn comes again.
    /// </summary>
    public PaymentOption? NextOption(PaymentOption? option, PaymentOption? backup)
    {
        var chargeable = Chargeable(option, backup);
        return chargeable.Find(NotTried) ?? chargeable.FirstOrDefault();
    }

    /// <summary>
    /// An attempt failed, or needs a person's action. While the round has another card there is no wait; <paramref name="option"/> and
    /// <paramref name="backup"/> are the rule's at this instant.
    /// </summary>
    public Dunning Failed(PaymentOption tried, bool isFinal, DateTime at, PaymentOption? option, PaymentOption? backup)
    {
        var next = this with
        {
            WaitsUntil = null,
            TriedInRound = With(TriedInRound, tried.Card),
            Declined = With(Declined, tried.Card),
            DeclinedForGood = isFinal ? With(DeclinedForGood, tried.Card) : DeclinedForGood,
        };
        return next.Chargeable(option, backup).Exists(next.NotTried) ? next : next.RoundFailed(at);
    }

    /// <summary>
    /// A top-up was paid. An automatic one ends the story; a manual one ends the waiting and begins a new round, but neither forgets the failed
    /// rounds nor resumes a suspended rule.
    /// </summary>
    public Dunning Paid(bool isAutomatic) =>
        IsSuspended ? this
        : isAutomatic ? Afresh()
        : this with { WaitsUntil = null, TriedInRound = [] };

    /// <summary>
    /// A card was given. Only one that has not failed resumes a suspended rule: the same card under a new id does not, nor one without a fingerprint.
    /// </summary>
    public Dunning Given(PaymentOption option) =>
        IsSuspended && option is { CanBeCharged: true, Fingerprint: not null } && !Knows(option) ? Afresh() : this;

    /// <summary>A person resumes the rule.</summary>
    public Dunning Resumed() => Afresh();

    private List<PaymentOption> Chargeable(params PaymentOption?[] options) =>
        [.. options.OfType<PaymentOption>().Where(o => o.CanBeCharged && !DeclinedForGood.Contains(o.Card))];

    private bool NotTried(PaymentOption option) => !TriedInRound.Contains(option.Card);

    private bool Knows(PaymentOption option) => Declined.Contains(option.Card) || DeclinedForGood.Contains(option.Card);

    private Dunning RoundFailed(DateTime at)
    {
        var failed = this with { FailedRounds = FailedRounds + 1, TriedInRound = [] };
        return failed.FailedRounds switch
        {
            1 => failed with { WaitsUntil = at.AddHours(1) },
            2 => failed with { WaitsUntil = at.AddDays(1) },
            _ => failed with { SuspendedAt = at },
        };
    }

    private Dunning Afresh() => None with { DeclinedForGood = DeclinedForGood };

    private static IReadOnlyList<string> With(IReadOnlyList<string> cards, string card) => cards.Contains(card) ? cards : [.. cards, card];
}
