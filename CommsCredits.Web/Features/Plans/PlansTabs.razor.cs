using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

public enum PlansTab
{
    Calling,
    Conferencing,
    Phone,
    Wants,
    Countries,
}

/// <summary>The parts of the catalogue; the country that is chosen stays chosen.</summary>
public sealed partial class PlansTabs
{
    [Parameter, EditorRequired] public PlansTab At { get; set; }

    /// <summary>Two letters.</summary>
    [Parameter] public string? Country { get; set; }

    private string Href(PlansTab tab)
    {
        string?[] values = [tab == PlansTab.Calling ? null : $"tab={tab.ToString().ToLowerInvariant()}", Country is null ? null : $"country={Country}"];
        var query = string.Join('&', values.OfType<string>());
        return query.Length == 0 ? "/plans" : $"/plans?{query}";
    }
}
