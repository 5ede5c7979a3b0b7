using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;

namespace CommsCredits.Web.Features.FirstRun;

/// <summary>The first page of a portal without an organization: a plain form, which works without a circuit. What was typed and what is wrong with it come back in the address.</summary>
public sealed partial class FirstRunPage
{
    private static readonly string[] s_currencies = ["USD", "EUR", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "NZD", "JPY", "CNY", "HKD", "SGD", "INR", "BRL", "MXN", "ZAR", "KWD"];
    private static readonly string[] s_zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(z => z.Contains('/')).Order(StringComparer.Ordinal)];
    private bool _may;

    [SupplyParameterFromQuery] private string? Name { get; set; }
    [SupplyParameterFromQuery] private string? Currency { get; set; }
    [SupplyParameterFromQuery] private string? Zone { get; set; }
    [SupplyParameterFromQuery] private string? Begin { get; set; }

    /// <summary>Field and key of what is wrong, as in <c>Name:FirstRun_NameMissing</c>.</summary>
    [SupplyParameterFromQuery] private string[]? Wrong { get; set; }

    [Inject] private AuthenticationStateProvider State { get; set; } = default!;
    [Inject] private FirstRunOperations Operations { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    protected override async Task OnInitializedAsync() =>
        _may = SignedInPerson.From((await State.GetAuthenticationStateAsync()).User) is { } person && await Operations.MayAsync(person, CancellationToken.None);

    private RenderFragment Fault(string field) => builder =>
    {
        if (Wrong?.FirstOrDefault(w => w.StartsWith(field + ":FirstRun_", StringComparison.Ordinal)) is not { } wrong || !FirstRunEndpoints.Texts.Contains(wrong[(field.Length + 1)..])) return;
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "class", "cap wrong");
        builder.AddAttribute(2, "role", "alert");
        builder.AddContent(3, L[wrong[(field.Length + 1)..]].Value);
        builder.CloseElement();
    };
}
