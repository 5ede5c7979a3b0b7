using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>One entry beside the list, or alone on small screens: what happened, why this amount, which lots paid, and its place in the chain.</summary>
public sealed partial class EntryPane
{
    private const int HashGroups = 5, HashGroup = 4;

    [Parameter, EditorRequired] public EntryDetail Detail { get; set; } = default!;
    /// <summary>The address of another entry, beside the same list.</summary>
    [Parameter, EditorRequired] public Func<long, string> EntryHref { get; set; } = default!;
    [Parameter, EditorRequired] public string CloseHref { get; set; } = "";

    /// <summary>Where this entry is found again.</summary>
    [Parameter, EditorRequired] public string Address { get; set; } = "";
    [Parameter] public bool MaySeeUsage { get; set; }
    [Parameter] public bool MayCorrect { get; set; }
    [Parameter] public EventCallback OnMended { get; set; }

    private LedgerEntry Entry => Detail.Entry;
    private string Amount => $"{Format.ExactMoney(Entry.Amount, Detail.Currency)} {Detail.Currency.Code}";

    private string Title => Entry.To.IsUsage
        ? Detail.Cause.Destination is { } place ? L["Ledger_TitleTo", Amount, L[$"UsageKind_{Entry.To.UsageKind}"], place] : L["Ledger_TitleFor", Amount, L[$"UsageKind_{Entry.To.UsageKind}"]]
        : L["Ledger_TitleFor", Amount, L[$"EntryKind_{Entry.Kind}"]];

    private string ActorWords => Detail.ActorName ?? (Entry.ActorId.StartsWith("job:", StringComparison.Ordinal) ? L["Ledger_ByJob"] : Entry.ActorId == "cli" ? L["Ledger_ByCommandLine"] : L["Ledger_ByPerson"]);

    private string CallHref => $"/usage/calls?call={Uri.EscapeDataString(Entry.Reference["call:".Length..])}&from={Day:yyyy-MM-dd}&to={Day:yyyy-MM-dd}";

    private DateOnly Day => Detail.Calendar.DayOf(Detail.Call?.Start ?? Entry.Effective);

    private IReadOnlyList<TraceStep> Shares => [.. Detail.Shares.Select(share => new TraceStep(L[Detail.Shares.Count == 1 ? "Ask_Lot" : "Ask_Lots"], Words(share)))];

    private string Words(LotShare share) => share is { From.IsLot: true, Before: { } before, After: { } after }
        ? L["Ledger_LotPaid", L["Book_Lot", share.From.LotNumber], Money(share.Amount), Money(before), Money(after), share.LastUsableDay is { } day ? Format.Date(day) : "–"]
        : L["Ledger_OtherPaid", L[$"Book_{share.From.Type}"], Money(share.Amount)];

    private string CallWords(CallFacts call) =>
        string.Join(" · ", new[] { Phone.Text(call.Number), CallTypes.Read(call.CallType) is { } type ? L[$"CallType_{type}"] : call.CallType, Detail.Cause.Person, L["Ledger_CallSeconds", Format.Number(call.Seconds)] }.Where(w => w is { Length: > 0 }));

    private string Money(Money amount) => Format.ExactMoney(amount, Detail.Currency);
    private string At(DateTime instant) => Format.DateTime(Detail.Calendar.WallClock(instant));

    /// <summary>The time in UTC, with the day where it is another one there.</summary>
    private string Utc(DateTime instant)
    {
        var time = instant.ToString("HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
        var day = DateOnly.FromDateTime(instant);
        return day == DateOnly.FromDateTime(Detail.Calendar.WallClock(instant)) ? time : $"{time}, {Format.DayMonth(day)}";
    }

    private static string Short(byte[] hash)
    {
        var hex = Convert.ToHexStringLower(hash);
        return string.Join(' ', Enumerable.Range(0, HashGroups).Select(i => hex.Substring(i * HashGroup, HashGroup))) + " …";
    }
}
