using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>A call as it was booked and as it came again, field by field.</summary>
public sealed partial class ChangedTable
{
    [Parameter, EditorRequired] public ChangedCall Call { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;

    private string Value(string field, string value) => field switch
    {
        _ when value.Length == 0 => "–",
        nameof(UsageContent.Fee) or nameof(UsageContent.Charge) => long.TryParse(value, CultureInfo.InvariantCulture, out var micros) ? Format.ExactMoney(new(micros), Organization.Currency) : value,
        nameof(UsageContent.Start) => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var start) ? Format.DateTime(Organization.Calendar.WallClock(start)) : value,
        _ => value,
    };
}
