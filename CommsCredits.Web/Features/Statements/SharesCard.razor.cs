using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Statements;

/// <summary>Calls by country or by person with shares: the most expensive first, the rest as one line that opens, so that the shown figures always add up (R2.5).</summary>
public sealed partial class SharesCard
{
    private const int Most = 8;
    private bool _all;

    [Parameter, EditorRequired] public string Title { get; set; } = "";
    [Parameter, EditorRequired] public string Head { get; set; } = "";

    /// <summary>The key of the text for the rest: "{0} other countries".</summary>
    [Parameter, EditorRequired] public string Others { get; set; } = "";
    [Parameter, EditorRequired] public IReadOnlyList<ShareLine> Lines { get; set; } = [];
    [Parameter, EditorRequired] public Money Used { get; set; }
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
    [Parameter, EditorRequired] public Func<string, string> NameOf { get; set; } = default!;

    /// <summary>Where a line leads by its key; null where it leads nowhere.</summary>
    [Parameter] public Func<string, string>? HrefOf { get; set; }

    private ShareList List => ShareList.Of(Lines, _all ? int.MaxValue - 1 : Most);
    private Money Rounding => SumLines.Rounding(List.Lines.Select(l => l.Amount).Concat(List.Rest is { } rest ? [rest.Amount] : []), Used, Currency);

    protected override void OnParametersSet() => _all &= Lines.Count > Most;
}
