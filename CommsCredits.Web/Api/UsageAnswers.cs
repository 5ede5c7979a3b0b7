using System.ComponentModel;
using System.Text.Json.Serialization;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Api;

/// <param name="Href">Where to ask what became of it.</param>
public sealed record ImportStarted(Guid Id, string Href);

public sealed record UploadAnswer(
    [property: Description("One for each file of calls, in the order in which they run.")] IReadOnlyList<ImportStarted> Imports,
    [property: Description("Names of an archive's other files.")] IReadOnlyList<string> Skipped);

/// <summary>An import as it stands. When it is done, <c>Records + Known + Exceptions + Unreadable = Lines</c> (R9.7).</summary>
public sealed record ImportAnswer(
    Guid Id, string FileName, [property: JsonConverter(typeof(JsonStringEnumConverter<ImportState>))] ImportState State, DateTime Started, DateTime? Finished,
    [property: Description("When it is done, records, known, exceptions and unreadable add up to it.")] int Lines,
    [property: Description("Calls taken in.")] int Records,
    [property: Description("Calls that were booked before.")] int Known,
    [property: Description("Calls that wait for a decision, counted when they were read.")] int Exceptions,
    [property: Description("Lines that could not be read.")] int Unreadable,
    [property: Description("Of the exceptions, those that still wait.")] int OpenExceptions,
    [property: Description("Records that cost something.")] int Charged, string ChargedAmount, string Currency, long Bytes, long BytesRead,
    [property: Description("Why the file as a whole could not be read; null where it could.")] string? Fault);

public sealed record ReasonAnswer([property: JsonConverter(typeof(JsonStringEnumConverter<ExceptionReason>))] ExceptionReason Reason, int Count);

public sealed record ExceptionsAnswer([property: Description("Calls that wait for a decision.")] int Open, IReadOnlyList<ReasonAnswer> ByReason);
