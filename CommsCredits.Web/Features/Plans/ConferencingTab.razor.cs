using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>Audio Conferencing: by licence, by the minute, and the add-on for the United States and Canada.</summary>
public sealed partial class ConferencingTab
{
    private IReadOnlyList<Plan> _plans = [];
    private IReadOnlyList<string> _doubts = [];
    private IReadOnlyList<CountryAvailability> _zoneA = [], _perMinute = [];

    [Parameter, EditorRequired] public PriceBook Book { get; set; } = default!;
    [Parameter] public CountryAvailability? Country { get; set; }
    [Parameter] public bool MayChange { get; set; }

    protected override void OnParametersSet()
    {
        _plans = [.. Book.Catalog.Of(PlanKind.AudioConferencing)];
        _doubts = [.. _plans.SelectMany(p => p.Doubts)];
        _zoneA = [.. Book.Catalog.Countries.Where(c => c.IsZoneA)];
        _perMinute = [.. Book.Catalog.Countries.Where(c => c.Conferencing == ConferencingSale.PayPerMinuteOnly)];
    }
}
