using CommsCredits.Domain.Ledger;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The name of a book; a lot with its swatch, usage by its kind.</summary>
public sealed partial class BookText
{
    [Parameter, EditorRequired] public Book Book { get; set; }
}
