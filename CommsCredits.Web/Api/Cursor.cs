using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CommsCredits.Web.Api;

/// <summary>A place in a list, opaque to programs: after which row the next page begins. Each list knows its own; there is one spelling of each place.</summary>
internal static class Cursor
{
    public static string Write(string list, long after) => WebEncoders.Base64UrlEncode(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{list}.{after}")));

    /// <summary>Null for what <see cref="Write"/> did not write.</summary>
    public static long? Read(string list, string text)
    {
        if (text.Length > 64) return null;
        try
        {
            var plain = Encoding.ASCII.GetString(WebEncoders.Base64UrlDecode(text));
            return plain.StartsWith(list + ".", StringComparison.Ordinal) && long.TryParse(plain.AsSpan(list.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var after) && Write(list, after) == text ? after : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
