using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Mail;

namespace CommsCredits.Web.Features.Settings;

/// <summary>Whoever is told, as a person asks for it.</summary>
public sealed record RecipientWish
{
    public const int LongestName = 100;

    public required string Address { get; init; }
    public required string Name { get; init; }

    /// <summary>One of <see cref="NoticeMail.Languages"/>.</summary>
    public required string Language { get; init; }

    /// <summary>In the order of <see cref="NoticeKinds.All"/>; null: all, also those that come later.</summary>
    public IReadOnlyList<NoticeKind>? Kinds { get; init; }

    /// <summary>Every field that cannot be kept: <c>AddressInvalid</c>; <c>NameMissing</c>, <c>TooLong</c>; <c>LanguageUnknown</c>; <c>KindsMissing</c>.</summary>
    public IReadOnlyList<(string Field, Refused Why)> Validate()
    {
        var found = new List<(string, Refused)>();
        if (!MailMessages.IsAddress(Address)) found.Add((nameof(Address), new("AddressInvalid")));
        if (Name.Length == 0) found.Add((nameof(Name), new("NameMissing")));
        else if (Name.Length > LongestName || Name.Any(char.IsControl)) found.Add((nameof(Name), new("TooLong", LongestName)));
        if (!NoticeMail.Languages.Contains(Language)) found.Add((nameof(Language), new("LanguageUnknown")));
        if (Kinds is { Count: 0 }) found.Add((nameof(Kinds), new("KindsMissing")));
        return found;
    }

    /// <summary>As the row keeps it.</summary>
    public string? KindNames => Kinds is null ? null : string.Join(' ', NoticeKinds.All.Where(Kinds.Contains));

    /// <summary>What the audit trail holds before and after.</summary>
    public static object Trail(RecipientRow row) => new { row.Address, row.Name, row.Language, row.Kinds };
}

/// <summary>Somebody on the list, and how their mail fares.</summary>
/// <param name="Kinds">Null: all.</param>
/// <param name="IsPerson">Somebody who signs in; false for an address that is nobody's.</param>
/// <param name="LastSent">When a mail to them last left; null: none yet.</param>
/// <param name="GivenUp">Mails to them that were given up.</param>
public sealed record RecipientLine(Guid Id, string Address, string Name, string Language, IReadOnlyList<NoticeKind>? Kinds, bool IsPerson, DateTime? LastSent, int GivenUp);

/// <summary>How mail leaves this server, without what is secret. A host or a folder.</summary>
public sealed record MailServerFacts(string? Host, int Port, MailSecurity? Security, bool SignsIn, string From, string PortalAddress)
{
    public static MailServerFacts Of(MailSettings settings) =>
        new(settings.UsesServer ? settings.Host : null, settings.ServerPort, settings.Protection, settings.User.Length > 0, settings.From, settings.PortalAddress);
}
/// <param name="ShowsServer">The server is the organization's own: its people see which one it is.</param>
public sealed record MailFacts(Organization Organization, IReadOnlyList<RecipientLine> Recipients, MailServerFacts Server, bool ShowsServer);
