namespace CommsCredits.Web.Mail;

/// <summary>One mail to one person. <see cref="Id"/> is the same whenever it is sent again, so that a second sending can be told from a second mail.</summary>
public sealed record OutgoingMail
{
    public required string Id { get; init; }
    public required string ToName { get; init; }
    public required string ToAddress { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }

    /// <summary>When what it tells of happened (UTC).</summary>
    public required DateTime At { get; init; }
}

/// <summary>Hands a mail on. It throws when the mail is not on its way; the outbox keeps it then and tries again (R13.3).</summary>
public interface IMailSender
{
    Task SendAsync(OutgoingMail mail, CancellationToken cancel);
}
