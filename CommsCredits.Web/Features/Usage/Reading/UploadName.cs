using System.Globalization;

namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>A file's name as a person reads it: no folder, nothing invisible, not too long. It never becomes a path.</summary>
internal static class UploadName
{
    private const int Chars = 120;

    public static string Of(string given)
    {
        var name = string.Concat(given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Where(IsShown)).Trim();
        return name.Length > Chars ? name[..Chars] : name.Length == 0 ? "usage.csv" : name;
    }

    private static bool IsShown(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
