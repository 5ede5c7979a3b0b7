using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A card: head with title left and caption or one link right, then the body. No card in a card.</summary>
public sealed partial class Card
{
    private readonly string _id = "card-" + Guid.NewGuid().ToString("N")[..8];
    private string? HeadingId => Title is null ? null : _id;

    [Parameter] public string? Title { get; set; }
    [Parameter] public string? Caption { get; set; }

    /// <summary>At the right of the head: a link or a switch.</summary>
    [Parameter] public RenderFragment? Side { get; set; }

    /// <summary>No padding: a table reaches the edges.</summary>
    [Parameter] public bool Flush { get; set; }

    /// <summary>"Worth doing now".</summary>
    [Parameter] public bool Tint { get; set; }

    /// <summary>What is typed or switched in the card survives a lost connection under this name.</summary>
    [Parameter] public string? Keep { get; set; }

    /// <summary>Columns of the grid (c4, c7 …) and other classes.</summary>
    [Parameter] public string Class { get; set; } = "";
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
