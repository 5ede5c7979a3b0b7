using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Overview;

/// <summary>The newest entries of the ledger with the balance after each.</summary>
public sealed partial class LatestCard
{
    [Parameter, EditorRequired] public OverviewFacts Facts { get; set; } = default!;

    private Currency Currency => Facts.Organization.Currency;

    /// <summary>The time alone for what happened today.</summary>
    private string When(DateTime at)
    {
        var local = Facts.Organization.Calendar.WallClock(at);
        var day = DateOnly.FromDateTime(local);
        return day == Facts.Today ? Format.Time(local) : $"{Format.DayMonth(day)}, {Format.Time(local)}";
    }

    private static string? Detail(OverviewEntry line) =>
        string.Join(" · ", new[] { line.Destination, line.Person }.Where(t => !string.IsNullOrEmpty(t))) is { Length: > 0 } text ? text : null;
}
