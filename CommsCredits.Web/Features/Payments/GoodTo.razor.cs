using CommsCredits.Domain.Funding;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Payments;

/// <summary>The last month of a card, and a word where that is soon.</summary>
public sealed partial class GoodTo
{
    [Parameter, EditorRequired] public PaymentOption Option { get; set; } = default!;
    [Parameter, EditorRequired] public DateOnly Today { get; set; }

    private CardStanding Standing => Option.StandingOn(Today);
}
