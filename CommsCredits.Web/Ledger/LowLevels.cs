using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Ledger;

/// <summary>The low levels that a person has set (R13.1), as the organization's row keeps them: micros, parted by spaces, lowest first.</summary>
public static class LowLevels
{
    public static IReadOnlyList<Money> Of(OrganizationRow row) =>
        [.. row.LowLevels.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(l => new Money(long.Parse(l, CultureInfo.InvariantCulture)))];

    public static string Text(IEnumerable<Money> levels) => string.Join(' ', levels.Distinct().Order().Select(l => l.Micros.ToString(CultureInfo.InvariantCulture)));
}
