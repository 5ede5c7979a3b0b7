using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>What an import did to the pool, as a sum.</summary>
public sealed partial class PoolEffect
{
    [Parameter, EditorRequired] public ImportSummary Import { get; set; } = default!;
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    /// <summary>A purchase or a lapse that was booked between two batches.</summary>
    private Money Others(Money before, Money after) => after - before + Import.ChargedAmount;
}
