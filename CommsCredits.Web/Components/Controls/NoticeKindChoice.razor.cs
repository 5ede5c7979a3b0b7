using CommsCredits.Domain.Notices;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Which kinds of notices somebody receives: all, also those that come later, or some.</summary>
public sealed partial class NoticeKindChoice
{
    /// <summary>Begins the names of the fields.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public string Legend { get; set; } = "";

    /// <summary>What there is to choose from.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<NoticeKind> Kinds { get; set; } = [];

    /// <summary>False: kinds are always chosen one by one.</summary>
    [Parameter] public bool OffersAll { get; set; } = true;
    [Parameter] public bool All { get; set; }
    [Parameter] public EventCallback<bool> AllChanged { get; set; }
    [Parameter] public List<NoticeKind> Chosen { get; set; } = [];
    [Parameter] public EventCallback<List<NoticeKind>> ChosenChanged { get; set; }
    [Parameter] public bool Disabled { get; set; }

    private Task ChooseAsync(bool all) => AllChanged.InvokeAsync(all);

    private Task TickAsync(NoticeKind kind, bool wanted) => ChosenChanged.InvokeAsync(wanted ? [.. Kinds.Where(k => k == kind || Chosen.Contains(k))] : [.. Chosen.Except([kind])]);
}
