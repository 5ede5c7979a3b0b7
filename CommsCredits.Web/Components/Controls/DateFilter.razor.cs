using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Days of the organization, both included: a month by one click, or any two.</summary>
public sealed partial class DateFilter
{
    private const int MonthsOffered = 4;
    private DateOnly? _from;
    private DateOnly? _to;
    private (DateOnly?, DateOnly?) _seen;

    [Parameter] public DateOnly? From { get; set; }
    [Parameter] public DateOnly? To { get; set; }

    /// <summary>Today where the organization is; the months offered end with it.</summary>
    [Parameter, EditorRequired] public DateOnly Today { get; set; }
    [Parameter, EditorRequired] public Func<DateOnly?, DateOnly?, string> Href { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private IEnumerable<Month> Months => Enumerable.Range(0, MonthsOffered).Select(back => Month.Of(Today.AddMonths(-back)));

    private string Shown => (From, To) switch
    {
        (null, null) => L["Filter_AllDays"],
        ({ } from, null) => L["Filter_Since", Format.Date(from)],
        (null, { } to) => L["Filter_Until", Format.Date(to)],
        ({ Day: 1 } from, { } to) when to == Month.Of(from).LastDay => Format.Month(Month.Of(from)),
        ({ } from, { } to) when from == to => Format.Date(from),
        ({ } from, { } to) when from.Year == to.Year => L["Filter_Range", Format.DayMonth(from), Format.Date(to)],
        ({ } from, { } to) => L["Filter_Range", Format.Date(from), Format.Date(to)],
    };

    protected override void OnParametersSet()
    {
        if (_seen != (From, To)) (_from, _to) = (From, To);
        _seen = (From, To);
    }

    private void Apply() => Navigation.NavigateTo(_from > _to ? Href(_to, _from) : Href(_from, _to));
}
