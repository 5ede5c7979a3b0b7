using System.ComponentModel;
using System.Text.Json.Serialization;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Api;

/// <summary>One entry, with every field that its hash covers.</summary>
public sealed record EntryAnswer(
    [property: Description("1, 2, 3 … without a gap.")] long Sequence,
    [property: JsonConverter(typeof(JsonStringEnumConverter<EntryKind>))] EntryKind Kind,
    [property: Description("The book that the amount came from, such as Funding, Lot(3) or Usage(International).")] string From,
    string To,
    [property: Description("Above zero.")] string Amount,
    [property: Description("What it did to the pool: plus in, minus out, zero within it.")] string Change,
    [property: Description("The pool's book balance after it, in posting order.")] string BalanceAfter,
    [property: Description("When it counts, UTC.")] DateTime Effective,
    [property: Description("When it was written, UTC.")] DateTime Posted,
    [property: Description("The month of its statement.")] string Month,
    bool Late, string Reference, string Actor, string Hash);

/// <param name="More">Whether more entries follow.</param>
public sealed record LedgerAnswer(string Currency, IReadOnlyList<EntryAnswer> Entries, [property: Description("Ask with it for what follows the last row here, now or later.")] string Cursor, bool More);
