using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Words of a file as an actor may see them: whatever looks like a phone number has its end masked for whoever may not see numbers whole (R14.3).</summary>
internal static partial class RawText
{
    public static string ShownTo(Actor actor, string text) => actor.May(Permission.SeeFullNumbers) ? text : Number().Replace(text, m => PhoneNumber.Masked(m.Value));

    [GeneratedRegex(@"\+?(?<![\w.-])\+?\d{7,15}\*{0,6}(?![\w.-])")]
    private static partial Regex Number();
}
