namespace CommsCredits.Domain.Notices;

/// <summary>A notice that isn't mailed yet, under the number it was written with.</summary>
public readonly record struct WaitingNotice(long Id, Notice Notice);

/// <summary>
/// Notices that contradict each other within a minute become one mail (R13.2): the pool falls to zero and auto-recharge fills it in the same moment; a card fails and the backup pays. A fall of the balance and a failed
/// recharge wait for what follows, a minute at most; the mail then tells all of it in the order in which it happened.
/// </summary>
public static class NoticeStories
{
    /// <summary>How long a notice waits for what may contradict it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Money came: a purchase by a person or by the rule.</summary>
    public static bool IsPurchase(NoticeKind kind) => kind is NoticeKind.FundsAdded or NoticeKind.RechargeDone;

    /// <summary>
    /// What can be mailed now, each list in one mail. What is missing waits: its minute isn't over, and nothing that follows has settled it.
    /// </summary>
    /// <param name="waiting">In the order in which they were written.</param>
    public static IReadOnlyList<IReadOnlyList<WaitingNotice>> Due(IReadOnlyList<WaitingNotice> waiting, DateTime now)
    {
        List<List<WaitingNotice>> due = [];
        List<WaitingNotice> story = [];
        foreach (var notice in waiting)
        {
            if (story.Count > 0 && notice.Notice.Created - story[0].Notice.Created > Longest) End();
            if (Begins(notice.Notice.Kind) || story.Count > 0 && GoesOn(notice.Notice.Kind)) story.Add(notice);
            else due.Add([notice]);
        }
        End();
        return due;

        void End()
        {
            // A clock that was set back holds nothing
            if (story.Count > 0 && (IsSettled([.. story.Select(n => n.Notice)]) || now - story[0].Notice.Created is var age && (age < TimeSpan.Zero || age >= Longest))) due.Add(story);
            story = [];
        }
    }

    /// <summary>Everything that went wrong was put right by a later purchase: the balance rose above each level that it had come to, and a payment succeeded after one that failed.</summary>
    public static bool IsSettled(IReadOnlyList<Notice> story) => Enumerable.Range(0, story.Count).All(i => !Begins(story[i].Kind) || story.Skip(i + 1).Any(later => Settles(later, story[i])));

    private static bool Settles(Notice later, Notice told) =>
        IsPurchase(later.Kind) && (told.Kind == NoticeKind.RechargeFailed || Amount(later, "Balance") is not { } balance || balance > (Amount(told, "Level") ?? Money.Zero));

    private static Money? Amount(Notice notice, string figure) => notice.Figures.GetValueOrDefault(figure) is { Length: > 0 } micros ? new(long.Parse(micros, System.Globalization.CultureInfo.InvariantCulture)) : null;

    private static bool Begins(NoticeKind kind) => NoticeKinds.Group(kind) == NoticeGroup.Balance || kind == NoticeKind.RechargeFailed;

    private static bool GoesOn(NoticeKind kind) => IsPurchase(kind) || kind is NoticeKind.RechargeCapped or NoticeKind.RechargeIdle or NoticeKind.RechargeHeld or NoticeKind.RechargeSuspended;
}
