using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Documents;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Statements;

/// <summary>Every entry that is not an ordinary call: top-ups, lapses, corrections, and what was booked late (R12.2).</summary>
public sealed partial class MovementsCard
{
    private readonly StatementWords _words = new(CultureInfo.CurrentUICulture);

    [Parameter, EditorRequired] public Statement Statement { get; set; } = default!;

    /// <summary>What caused an entry, in words.</summary>
    [Parameter, EditorRequired] public Func<MovementLine, string> Describe { get; set; } = default!;

    private Currency Currency => Statement.Organization.Currency;

    private IReadOnlyList<(string Name, IReadOnlyList<MovementLine> Lines)> Groups =>
    [
        .. new[] { ("Statement_TopUps", Statement.TopUps), ("Statement_Lapses", Statement.Lapses), ("Statement_CorrectionsAndLate", Statement.CorrectionsAndLate) }.Where(g => g.Item2.Count > 0),
    ];

    private string What(MovementLine line)
    {
        var what = line.Lot is { } lot ? $"{L["Book_Lot", lot]} · {_words.EntryOf(line.Kind)}" : _words.EntryOf(line.Kind);
        if (line.UsageKind is { } kind) what = $"{what} · {L[$"UsageKind_{kind}"]}";
        return line.Count > 1 ? $"{what} · {L["Overview_Calls", Format.Number(line.Count)]}" : what;
    }

    private string Detail(MovementLine line)
    {
        var booked = line.Booked == line.Happened || line.Kind is EntryKind.Expiry ? null : L["Statement_BookedOn", Format.Date(line.Booked)].Value;
        var why = line.Kind is EntryKind.Expiry or EntryKind.ExpiryReversal ? null : Describe(line);
        return string.Join(" · ", new[] { why, booked }.Where(t => !string.IsNullOrEmpty(t)));
    }
}
