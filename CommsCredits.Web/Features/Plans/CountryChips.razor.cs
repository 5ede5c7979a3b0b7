using CommsCredits.Domain.Plans;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>What is sold in a country and what is not, in a line.</summary>
public sealed partial class CountryChips
{
    [Parameter, EditorRequired] public CountryAvailability Country { get; set; } = default!;
}
