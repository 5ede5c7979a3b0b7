using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Statements;

/// <summary>All of a statement as a page shows it, from the one value that paper, workbook and CSV are made of (R12): it adds nothing and rounds nothing but what it shows.</summary>
public sealed partial class StatementBody
{
    [Parameter, EditorRequired] public Statement Statement { get; set; } = default!;

    /// <summary>With the names that references and people stand for.</summary>
    [Parameter, EditorRequired] public StatementWords Words { get; set; } = default!;

    /// <summary>The month after the period has begun.</summary>
    [Parameter] public bool NextHasBegun { get; set; } = true;

    /// <summary>Where a person's line leads; null where it leads nowhere.</summary>
    [Parameter] public Func<string, string>? PersonHref { get; set; }
}
