using System.Linq.Expressions;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Inserts calls with one prepared statement; the columns stand once, here.</summary>
internal sealed class CallRows : IDisposable
{
    private static readonly string[] s_columns =
    [
        "OrganizationId", "ImportId", "UsageId", "Line", "State", "FreeReason", "Start", "Seconds", "CallType", "NumberType", "Capability", "Currency", "Fee", "SourceCharge", "Kind", "Charge",
        "ByDeck", "CallId", "PersonId", "PersonName", "CallerNumber", "DestinationNumber", "DestinationName", "ContentHash", "Explanation", "Key", "FirstEntry", "LastEntry",
    ];

    private static readonly string s_sql =
        $"INSERT INTO \"Calls\" ({string.Join(", ", s_columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", s_columns.Select(_ => "?"))})";

    private readonly CommsCreditsDb _db;
    private readonly Guid _organizationId;
    private readonly DestinationSums _destinations;
    private readonly UsageSums _usage = new();
    private readonly RawStatement _insert;

    public CallRows(CommsCreditsDb db, Organization organization, Guid importId)
    {
        (_db, _organizationId, _destinations) = (db, organization.Id, new(organization.Calendar));
        _insert = new(db, s_sql);
        _insert.Bind(0, _organizationId);
        _insert.Bind(1, importId);
    }

    /// <param name="entries">What its charge made; empty for none.</param>
    public void Add(int line, CallRecord call, CallDecision decision, byte[] contentHash, ReadOnlySpan<LedgerEntry> entries) =>
        Add(line, call, decision, contentHash, StoredJson.WriteUtf8(ExplanationOf(decision)), entries);

    /// <param name="explanation">As <see cref="StoredJson"/> writes it.</param>
    public void Add(int line, CallRecord call, CallDecision decision, byte[] contentHash, byte[] explanation, ReadOnlySpan<LedgerEntry> entries)
    {
        Span<byte> key = stackalloc byte[CallKeys.Size];
        CallKeys.Write(_organizationId, call.UsageId, key);
        var booked = decision as Booked;
        var free = decision as FreeCall;
        _insert.BindText(2, call.UsageId);
        _insert.Bind(3, line);
        _insert.BindText(4, StateOf(decision).ToString());
        _insert.BindText(5, free?.Reason.ToString());
        _insert.Bind(6, Instants.ToMicros(call.Start));
        _insert.Bind(7, call.Seconds);
        _insert.BindText(8, call.CallType);
        _insert.BindText(9, call.NumberType);
        _insert.BindText(10, call.Capability);
        _insert.BindText(11, call.Currency);
        _insert.Bind(12, call.Fee?.Micros);
        _insert.Bind(13, call.Charge?.Micros);
        _insert.BindText(14, booked?.Kind.ToString());
        _insert.Bind(15, booked?.Charge.Micros ?? 0);
        _insert.Bind(16, booked?.ByDeck?.Micros);
        _insert.BindText(17, call.CallId);
        var person = call.UserId is { } id ? $"person:{id:D}" : null;
        _insert.BindText(18, person);
        var name = call.UserName ?? call.UserPrincipalName;
        _insert.BindText(19, name);
        _insert.BindText(20, call.CallerNumber);
        _insert.BindText(21, call.DestinationNumber);
        _insert.BindText(22, call.DestinationName);
        _insert.Bind(23, contentHash);
        _insert.BindText(24, explanation);
        _insert.Bind(25, key);
        _insert.Bind(26, entries.IsEmpty ? null : entries[0].Sequence);
        _insert.Bind(27, entries.IsEmpty ? null : entries[^1].Sequence);
        _insert.Execute();
        _usage.Add(call.DestinationName, person, name, call.UserPrincipalName, call.Seconds, entries);
        _destinations.Add(call.Start, call.DestinationName, booked?.Charge ?? Money.Zero);
    }

    /// <summary>What the calls added come to, by day and destination and by booking month: the last step of the transaction.</summary>
    public void WriteSums()
    {
        _destinations.Write(_db);
        _usage.Write(_db);
    }

    public void Dispose() => _insert.Dispose();

    public static Explanation ExplanationOf(CallDecision decision) => (decision as Booked)?.Explanation ?? ((FreeCall)decision).Explanation;

    /// <summary>The call as far as its content is compared (R9.6): no other column is read.</summary>
    public static Expression<Func<CallRow, CallRecord>> AsRecord { get; } = row => new()
    {
        UsageId = row.UsageId, Start = row.Start, Seconds = row.Seconds, CallType = row.CallType, NumberType = row.NumberType, Capability = row.Capability, Currency = row.Currency,
        Fee = row.Fee, Charge = row.SourceCharge, CallerNumber = row.CallerNumber, DestinationNumber = row.DestinationNumber,
    };

    private static CallState StateOf(CallDecision decision) => decision switch
    {
        Booked => CallState.Booked,
        FreeCall { Reason: FreeReason.BeforeBooks } => CallState.BeforeBooks,
        _ => CallState.Free,
    };
}
