using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>Rates of a deck; each leads to its worked example and history.</summary>
public sealed partial class RateTable
{
    [Parameter, EditorRequired] public IReadOnlyList<Rate> Rates { get; set; } = [];
    [Parameter, EditorRequired] public DeckTerms Terms { get; set; } = default!;
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
}
