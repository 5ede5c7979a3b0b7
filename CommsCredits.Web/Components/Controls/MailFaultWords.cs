using CommsCredits.Web.Mail;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Why a mail was not sent, in the reader's language, with the mail server's own words behind where it said any.</summary>
public static class MailFaultWords
{
    public static string Say(IStringLocalizer<PortalTexts> words, string fault)
    {
        var (L, (kind, said)) = (words, MailNotSentException.Read(fault));
        return said.Length == 0 ? L[$"MailFault_{kind}"] : L["MailFault_With", L[$"MailFault_{kind}"], said];
    }
}
