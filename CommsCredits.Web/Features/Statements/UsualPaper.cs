using System.Globalization;
using CommsCredits.Domain;

namespace CommsCredits.Web.Features.Statements;

/// <summary>Which paper a reader's printer likely holds. Their language says it where it is Chinese; English is read on both, so the organization's clocks and currency say it.</summary>
public static class UsualPaper
{
    /// <summary>Currencies of countries of the Americas whose offices print on Letter.</summary>
    private static readonly HashSet<string> s_currencies = ["USD", "CAD", "MXN", "CLP", "COP"];

    public static bool IsLetter(CultureInfo reader, Organization organization) =>
        reader.TwoLetterISOLanguageName != "zh" && organization.Calendar.Zone.Id.StartsWith("America/", StringComparison.Ordinal) && s_currencies.Contains(organization.Currency.Code);
}
