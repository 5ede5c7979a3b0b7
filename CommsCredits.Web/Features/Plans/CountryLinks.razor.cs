using CommsCredits.Domain.Plans;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>Countries by name; each leads to its page.</summary>
public sealed partial class CountryLinks
{
    [Parameter, EditorRequired] public IEnumerable<CountryAvailability> Countries { get; set; } = [];
}
