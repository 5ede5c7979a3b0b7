using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>What happens next, in order.</summary>
public sealed partial class NextList
{
    [Parameter, EditorRequired] public IReadOnlyList<NextItem> Items { get; set; } = [];
}

/// <summary>Petrol: money comes in. Amber: something lapses or runs out.</summary>
public enum NextKind { Plain, MoneyIn, Lapse }

/// <summary>A date in words, an uncertainty beneath it, what happens and its detail.</summary>
public sealed record NextItem(string When, string What, string? Detail = null, string? Between = null, NextKind Kind = NextKind.Plain);
