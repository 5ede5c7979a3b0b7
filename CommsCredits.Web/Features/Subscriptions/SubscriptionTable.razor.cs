using System.Globalization;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Subscriptions;

/// <summary>Communications Credits as the books know them, then what a person recorded.</summary>
public sealed partial class SubscriptionTable
{
    [Parameter, EditorRequired] public SubscriptionBook Book { get; set; } = default!;
    [Parameter] public bool MayChange { get; set; }
    [Parameter] public bool MayFund { get; set; }

    private CreditsLine Credits => Book.Credits;

    private string Caption(SubscriptionLine line)
    {
        string?[] parts = [line.Plan.Codes is [var code, ..] ? code : null, line.Subscription.Country is { } country ? Countries.Named(country, CultureInfo.CurrentUICulture) : null];
        return string.Join(" · ", parts.OfType<string>());
    }
}
