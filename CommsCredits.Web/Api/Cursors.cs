using System.Globalization;
using System.Security.Cryptography;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.DataProtection;

namespace CommsCredits.Web.Api;

/// <summary>
/// Places in lists, opaque to programs: after which row the next page begins. Sealed by the portal, with the organization, the list and its conditions inside, so that nobody makes one up or carries one over to
/// another question.
/// </summary>
public sealed class Cursors(IDataProtectionProvider protection)
{
    private const int Longest = 1_024;
    private const char Between = '\n';
    private readonly IDataProtector _protector = protection.CreateProtector("CommsCredits.Api.Cursor");

    /// <param name="conditions">What narrows the list, in one spelling.</param>
    internal string Write(ApiCaller caller, string list, string conditions, long after) => _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{Head(caller, list, conditions)}{after}"));

    /// <summary>Null for what was not written for this organization, list and conditions.</summary>
    internal long? Read(ApiCaller caller, string list, string conditions, string text)
    {
        if (text.Length > Longest) return null;
        try
        {
            var (plain, head) = (_protector.Unprotect(text), Head(caller, list, conditions));
            return plain.StartsWith(head, StringComparison.Ordinal) && long.TryParse(plain.AsSpan(head.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Head(ApiCaller caller, string list, string conditions) => $"{caller.Actor.OrganizationId:N}{Between}{list}{Between}{conditions}{Between}";
}

/// <summary>Where a request begins in a list, and how the place behind its answer is written.</summary>
public sealed record ListPlace(long After, Func<long, string> Write);
