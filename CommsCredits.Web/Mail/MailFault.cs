namespace CommsCredits.Web.Mail;

/// <summary>Why a mail is not on its way.</summary>
public enum MailFault
{
    /// <summary>Nobody answers at the address of the server.</summary>
    NoServer,

    /// <summary>The server did not answer in time.</summary>
    TimedOut,

    /// <summary>The server does not offer the protection that is demanded.</summary>
    NotProtected,

    /// <summary>The server's certificate is not its own, has run out, or comes from nobody whom this machine trusts.</summary>
    Certificate,

    /// <summary>Name and password were refused.</summary>
    SignIn,
    SenderRefused,
    RecipientRefused,

    /// <summary>The server does not take this mail, or no mail now.</summary>
    MailRefused,
    Other,
}

/// <summary>A mail is not on its way. The message is the fault's name and, where the server spoke, its own words after a colon: pages say it in the reader's language.</summary>
public sealed class MailNotSentException(MailFault fault, string words, bool concernsAll, Exception? cause = null) : Exception(words.Length == 0 ? $"{fault}" : $"{fault}: {words}", cause)
{
    public MailFault Fault { get; } = fault;

    /// <summary>True where no other mail could be sent either: the server is away, or lets nobody in.</summary>
    public bool ConcernsAll { get; } = concernsAll;

    /// <summary>Takes a stored message apart; what is none of ours is all words.</summary>
    public static (MailFault Fault, string Words) Read(string message)
    {
        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        var name = colon < 0 ? message : message[..colon];
        return Enum.TryParse<MailFault>(name, out var fault) && name.All(char.IsAsciiLetter) ? (fault, colon < 0 ? "" : message[(colon + 2)..]) : (MailFault.Other, message);
    }
}
