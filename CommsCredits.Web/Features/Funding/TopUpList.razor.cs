using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Funding;

/// <summary>Every wish for money and what became of it, the newest first.</summary>
public sealed partial class TopUpList
{
    [Parameter, EditorRequired] public FundingPart<TopUpLine> Part { get; set; } = default!;
    [Parameter, EditorRequired] public FundingFacts Facts { get; set; } = default!;
    [Parameter, EditorRequired] public Actor Actor { get; set; } = default!;

    private static string Address(int page) => $"/funding?tab=topups&page={page}";

    private string Detail(TopUpLine line)
    {
        var who = line.TopUp.IsAutomatic ? L["Source_Automatic"].Value : L["TopUps_By", SourceWords.By(L, line, Actor.Id)].Value;
        var papers = line.TopUp.Wish.Reference ?? (line.TopUp.Wish.PurchaseOrder is { } order ? L["Source_Order", order].Value : null);
        return papers is null ? who : $"{who} · {papers}";
    }

    private static string StateClass(TopUpState state) => state switch
    {
        TopUpState.Paid => "ok",
        TopUpState.Failed => "bad",
        TopUpState.NeedsAction or TopUpState.SetAside => "warn",
        TopUpState.Canceled => "plain",
        _ => "info",
    };

    private static string StateIcon(TopUpState state) => state switch
    {
        TopUpState.Paid => Icons.Material.Outlined.CheckCircle,
        TopUpState.Failed => Icons.Material.Outlined.Block,
        TopUpState.Canceled => Icons.Material.Outlined.Cancel,
        TopUpState.NeedsAction or TopUpState.SetAside => Icons.Material.Outlined.WarningAmber,
        _ => Icons.Material.Outlined.Schedule,
    };
}
