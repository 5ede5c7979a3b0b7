using CommsCredits.Domain;
using CommsCredits.Domain.Notices;

namespace CommsCredits.Web.Features.Notices;

public enum MailState
{
    Waiting,

    /// <summary>Tried at least once, and tried again later.</summary>
    Failing,
    Sent,

    /// <summary>The last try failed; a person has to look.</summary>
    GivenUp,

    /// <summary>Not sent, because the recipient was taken off the list meanwhile.</summary>
    TakenOff,
}

/// <summary>What the list can be narrowed to: notices of one kind, notices with a mail in one state. <see cref="ToNobody"/>: those that nobody receives.</summary>
public sealed record NoticeFilter(NoticeKind? Kind = null, MailState? State = null, bool ToNobody = false);

/// <summary>A notice's mail to one recipient.</summary>
/// <param name="Fault">Why the last try failed, as <see cref="Mail.MailNotSentException.Read"/> takes it apart.</param>
/// <param name="MaySendAgain">The actor may, and there is something to send.</param>
public sealed record MailLine(long Id, string Name, string Address, MailState State, DateTime? Sent, int Tries, DateTime? NextTry, string? Fault, bool MaySendAgain);

/// <param name="IsAddressed">False until the outbox has made its mails.</param>
/// <param name="ToldWith">The later notice in whose mail this one was told (R13.2); null: in its own.</param>
public sealed record NoticeLine(long Id, Notice Notice, bool IsAddressed, IReadOnlyList<MailLine> Mails, Notice? ToldWith);

/// <summary>One page of notices, the newest first.</summary>
public sealed record NoticeList
{
    public const int Size = 20;

    public required Organization Organization { get; init; }
    public required DateTime Now { get; init; }
    public required IReadOnlyList<NoticeLine> Lines { get; init; }
    public required int Page { get; init; }

    /// <summary>How many the filter lets through, and how many there are.</summary>
    public required int Total { get; init; }
    public required int All { get; init; }

    /// <summary>The kinds that the actor may read.</summary>
    public required IReadOnlyList<NoticeKind> Kinds { get; init; }

    /// <summary>The newest notice that the actor had looked at, and the newest there is.</summary>
    public required long Seen { get; init; }
    public required long Newest { get; init; }

    /// <summary>How many the actor has not looked at.</summary>
    public required int Unread { get; init; }

    /// <summary>The newest notice up to which everything unread stands on this page: looking at the page is looking at these. <see cref="Seen"/> where the oldest unread one stands elsewhere.</summary>
    public required long SeenHere { get; init; }

    /// <summary>Mails of all these notices that were given up, and that fail for now.</summary>
    public required int GivenUp { get; init; }
    public required int Failing { get; init; }

    /// <summary>Mails that were given up and that the actor may send again.</summary>
    public required int MaySendAgain { get; init; }

    public int First => Lines.Count == 0 ? 0 : (Page - 1) * Size + 1;
    public int Last => First == 0 ? 0 : First + Lines.Count - 1;
}

public enum ReceivingState
{
    /// <summary>On the list.</summary>
    On,

    /// <summary>Not on the list, and free to join it.</summary>
    NotYet,

    /// <summary>The sign-in name is no address.</summary>
    NoAddress,

    /// <summary>A billing admin took the person off the list.</summary>
    TakenOff,

    /// <summary>The address is on the list as somebody else's, such as a shared mailbox.</summary>
    AddressTaken,
}

/// <summary>What the actor receives by mail.</summary>
/// <param name="Kinds">What may be chosen: the kinds that the actor may read.</param>
/// <param name="Receives">What is chosen of these; null: all, also kinds that come later.</param>
/// <param name="AlsoReceives">Kinds that the actor may not choose and receives because a billing admin said so.</param>
public sealed record Receiving(ReceivingState State, string? Address, IReadOnlyList<NoticeKind> Kinds, IReadOnlyList<NoticeKind>? Receives, IReadOnlyList<NoticeKind> AlsoReceives)
{
    /// <summary>Kinds that come later may be ones that the actor may not read; so only whoever reads every kind may ask for all.</summary>
    public bool MayReceiveAll => Kinds.Count == NoticeKinds.All.Count;
}
