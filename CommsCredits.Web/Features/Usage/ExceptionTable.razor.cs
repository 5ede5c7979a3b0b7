using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Features.Usage.Resolving;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Exceptions by cause with what to do about each; a cause opens to its lines.</summary>
public sealed partial class ExceptionTable
{
    private readonly HashSet<string> _toggled = [];

    [Parameter, EditorRequired] public IReadOnlyList<ExceptionGroup> Groups { get; set; } = [];
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
    [Parameter, EditorRequired] public LocalCalendar Calendar { get; set; } = default!;

    /// <summary>Whoever works them off here; null where they are only shown.</summary>
    [Parameter] public Actor? Actor { get; set; }
    [Parameter] public Organization? Organization { get; set; }
    [Parameter] public EventCallback<Resolved> OnResolved { get; set; }

    /// <summary>Lines lead to their import.</summary>
    [Parameter] public bool Link { get; set; }

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    private bool MayDecide(ExceptionGroup group) => Actor is { } actor && DecideForm.ChoicesFor(group.Code, false, actor).Count > 0;

    /// <summary>For one line, or for all alike.</summary>
    private async Task DecideAsync(ExceptionGroup group, ExceptionLine? line)
    {
        var resolved = await DecideDialog.OpenAsync(Dialogs, new()
        {
            { d => d.Title, TitleOf(group) }, { d => d.Chosen, new(group.Code, group.Key, line?.Id) }, { d => d.Count, line is null ? group.Count : 1 },
            { d => d.Organization, Organization! }, { d => d.HasSourceCharge, group.SourceAmount is { IsPositive: true } },
        });
        if (resolved is not null) await OnResolved.InvokeAsync(resolved);
    }

    private static string KeyOf(ExceptionGroup group) => $"{group.Code} {group.Key}";

    /// <summary>The first cause is open until it is closed.</summary>
    private bool IsOpen(ExceptionGroup group) => (ReferenceEquals(group, Groups[0]) || KeyOf(group) == KeyOf(Groups[0])) != _toggled.Contains(KeyOf(group));

    private void Toggle(ExceptionGroup group)
    {
        if (!_toggled.Remove(KeyOf(group))) _toggled.Add(KeyOf(group));
    }

    private string TitleOf(ExceptionGroup group) => group.Code switch
    {
        ExceptionReason.NoRate or ExceptionReason.NumberMasked => L[$"Exception_{group.Code}", Kind(Figure(group, 0))],
        ExceptionReason.OtherCurrency => L[$"Exception_{group.Code}", group.Key.Length == 0 ? "–" : group.Key, Currency.Code],
        _ => L[$"Exception_{group.Code}", group.Key],
    };

    /// <summary>What is special about one line of a cause: both values, the written cell, the capability.</summary>
    private string? NoteOf(ExceptionGroup group, ExceptionLine line) => (group.Code, line.Figures) switch
    {
        (ExceptionReason.ChangedSinceBooked, [var field, var booked, var arrived]) => L["Exceptions_Changed", L[$"UsageField_{field}"], Value(field, booked), Value(field, arrived)],
        (ExceptionReason.ChargeOnFreeRow, [var capability, var type, var micros]) => L["Exceptions_FreeRow", capability, type, Amount(micros)],
        (ExceptionReason.TooManyDecimals, [var cell]) => cell,
        (ExceptionReason.NegativeCharge, [var fee, var charge]) => L["Exceptions_Negative", Amount(fee), Amount(charge)],
        (ExceptionReason.ImplausibleCharge, [var micros, var limit, ..]) => L["Exceptions_Implausible", Amount(micros), Amount(limit)],
        (ExceptionReason.NoRate, [_, _, _, { Length: > 0 } deck]) => L["Exceptions_NoPrefix", deck],
        (ExceptionReason.NoRate, _) => L["Exceptions_NoDeck"],
        _ => null,
    };

    private string AmountOf(ExceptionGroup group) => group.SourceAmount is not { } amount ? L["Exceptions_NoCharge"]
        : group.Code == ExceptionReason.OtherCurrency ? $"{Format.ExactMoney(amount, Currency)} {group.Key}" : Format.Money(amount, Currency);

    private string Kind(string name) => Enum.TryParse<UsageKind>(name, out var kind) ? L[$"UsageKind_{kind}"] : name;
    private string Amount(string micros) => long.TryParse(micros, CultureInfo.InvariantCulture, out var value) ? Format.ExactMoney(new(value), Currency) : "–";
    private string Value(string field, string value) => field is nameof(UsageContent.Fee) or nameof(UsageContent.Charge) ? Amount(value) : value.Length == 0 ? "–" : value;
    private static string Figure(ExceptionGroup group, int at) => at < group.Figures.Count ? group.Figures[at] : "";
}
