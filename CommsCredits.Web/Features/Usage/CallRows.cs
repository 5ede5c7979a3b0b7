using System.Data.Common;
using System.Linq.Expressions;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Inserts calls with one prepared statement; the columns stand once, here.</summary>
internal sealed class CallRows(CommsCreditsDb db, Guid organizationId, Guid importId) : IDisposable
{
    private static readonly string[] s_columns =
    [
        "OrganizationId", "UsageId", "ImportId", "Line", "State", "FreeReason", "Start", "Seconds", "CallType", "NumberType", "Capability", "Currency", "Fee", "SourceCharge", "Kind", "Charge",
        "ByDeck", "CallId", "PersonId", "PersonName", "CallerNumber", "DestinationNumber", "DestinationName", "ContentHash", "Explanation",
    ];

    private static readonly string s_sql =
        $"INSERT INTO \"Calls\" ({string.Join(", ", s_columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", s_columns.Select((_, i) => $"@p{i}"))})";

    private readonly DbCommand _insert = BulkWriter.Prepare(db, s_sql, s_columns.Length);

    public void Add(int line, CallRecord call, CallDecision decision, byte[] contentHash)
    {
        var booked = decision as Booked;
        var free = decision as FreeCall;
        var state = booked is not null ? CallState.Booked : free!.Reason == FreeReason.BeforeBooks ? CallState.BeforeBooks : CallState.Free;
        BulkWriter.Execute(_insert, organizationId, call.UsageId, importId, line, state.ToString(), free?.Reason.ToString(), call.Start, call.Seconds, call.CallType, call.NumberType,
            call.Capability, call.Currency, call.Fee?.Micros, call.Charge?.Micros, booked?.Kind.ToString(), booked?.Charge.Micros ?? 0, booked?.ByDeck?.Micros, call.CallId,
            PersonIdOf(call), call.UserName ?? call.UserPrincipalName, call.CallerNumber, call.DestinationNumber, call.DestinationName, contentHash,
            StoredJson.Write(booked?.Explanation ?? free!.Explanation));
    }

    public void Dispose() => _insert.Dispose();

    /// <summary>The call as far as its content is compared (R9.6): no other column is read.</summary>
    public static Expression<Func<CallRow, CallRecord>> AsRecord { get; } = row => new()
    {
        UsageId = row.UsageId, Start = row.Start, Seconds = row.Seconds, CallType = row.CallType, NumberType = row.NumberType, Capability = row.Capability, Currency = row.Currency,
        Fee = row.Fee, Charge = row.SourceCharge, CallerNumber = row.CallerNumber, DestinationNumber = row.DestinationNumber,
    };

    private static string? PersonIdOf(CallRecord call) => call.UserId is { } id ? $"person:{id:D}" : null;
}
