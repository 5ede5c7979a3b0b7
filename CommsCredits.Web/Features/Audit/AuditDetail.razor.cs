using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Audit;

/// <summary>What a deed changed, field by field: where there was a before, only what differs from it comes first.</summary>
public sealed partial class AuditDetail
{
    [Parameter, EditorRequired] public IReadOnlyList<AuditField> Fields { get; set; } = [];

    /// <summary>The id of what it is about, where the sentence has a name in its place.</summary>
    [Parameter] public string? Subject { get; set; }

    private bool HasBefore => Fields.Any(f => f.Before is not null);
    private IEnumerable<AuditField> Shown => HasBefore ? Fields.OrderByDescending(f => f.Differs) : Fields;
}
