using CommsCredits.Domain;
using CommsCredits.Domain.Calls;

namespace CommsCredits.Web.Data.Rows;

/// <summary><see cref="Canceled"/>: stopped by a person between two batches; it can go on.</summary>
public enum ImportState { Waiting, Running, Done, Failed, Canceled }

/// <summary>What became of a call that was taken in.</summary>
public enum CallState { Booked, Free, BeforeBooks }

/// <summary>One import of a file: a job whose progress outlives the page (R9.7). <c>Records + Known + Exceptions + Unreadable = Lines</c> when it is done.</summary>
public sealed class ImportRow : IOrganizationOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string FileName { get; init; }

    /// <summary>Where the uploaded file lies, relative to the data folder.</summary>
    public required string Path { get; init; }
    public required long Bytes { get; init; }
    public required DateTime Started { get; init; }
    public required string StartedBy { get; init; }

    public required ImportState State { get; set; }
    public DateTime? Finished { get; set; }

    /// <summary>Which process reads the file, and until when it is believed to be alive; each batch renews it.</summary>
    public string? ClaimedBy { get; set; }
    public DateTime? ClaimedUntil { get; set; }
    public string? FaultCode { get; set; }
    public string? FaultFigures { get; set; }
    public long BytesRead { get; set; }

    /// <summary>Names of an archive's other files, as JSON; null where there were none.</summary>
    public string? Skipped { get; init; }

    /// <summary>When the reading began that runs now or ran last, and how far an earlier one had come.</summary>
    public DateTime? RunBegan { get; set; }
    public long BytesBefore { get; set; }
    public int LinesBefore { get; set; }

    /// <summary>The line of the file up to which everything is booked: a crash goes on behind it.</summary>
    public int LastLine { get; set; }
    public int Lines { get; set; }
    public int Records { get; set; }
    public int Known { get; set; }
    public int Exceptions { get; set; }
    public int Unreadable { get; set; }
    public int Charged { get; set; }
    public Money ChargedAmount { get; set; }
    public Money? BalanceBefore { get; set; }
    public Money? BalanceAfter { get; set; }
}

/// <summary>A call that was taken in: booked, free, or before the books began (R6.6, R9).</summary>
public sealed class CallRow : IOrganizationOwned
{
    /// <summary>As <see cref="CallKeys"/> makes it of organization and usage id.</summary>
    public required byte[] Key { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string UsageId { get; init; }
    public required Guid ImportId { get; init; }
    public required int Line { get; init; }

    public required CallState State { get; init; }

    /// <summary>Why it is free; null for a booked call.</summary>
    public FreeReason? FreeReason { get; init; }
    public required DateTime Start { get; init; }
    public required int Seconds { get; init; }
    public required string CallType { get; init; }
    public required string NumberType { get; init; }
    public required string Capability { get; init; }
    public string? Currency { get; init; }
    public Money? Fee { get; init; }
    public Money? SourceCharge { get; init; }
    public UsageKind? Kind { get; init; }

    /// <summary>What was booked when the call was taken in; zero for a free call.</summary>
    public required Money Charge { get; init; }

    /// <summary>What the deck in force says, also where the source's charge counted (R9.4).</summary>
    public Money? ByDeck { get; init; }
    public string? CallId { get; init; }
    public string? PersonId { get; init; }
    public string? PersonName { get; init; }
    public string? CallerNumber { get; init; }
    public string? DestinationNumber { get; init; }
    public string? DestinationName { get; init; }

    /// <summary>SHA-256 over R9.6's fields.</summary>
    public required byte[] ContentHash { get; init; }
    public required string Explanation { get; init; }

    /// <summary>The entries that the charge made when the call was booked; null for a call without a charge.</summary>
    public long? FirstEntry { get; init; }
    public long? LastEntry { get; init; }
}

/// <summary>What became of an exception (R9.7). Stored by name.</summary>
public enum ExceptionResolution
{
    /// <summary>Classified again and charged.</summary>
    Booked,

    /// <summary>Classified again: it costs nothing.</summary>
    Free,

    /// <summary>Booked at an amount that a person decided.</summary>
    Accepted,

    /// <summary>The same call had been booked meanwhile.</summary>
    AlreadyBooked,

    /// <summary>The booked charge was corrected to the new amount.</summary>
    Corrected,

    /// <summary>The booked charge stands.</summary>
    Kept,

    /// <summary>Resolved without booking.</summary>
    Dismissed,
}

/// <summary>A line held back until a person decides (R9.7).</summary>
public sealed class CallExceptionRow : IOrganizationOwned
{
    public long Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required Guid ImportId { get; init; }
    public required int Line { get; init; }
    public required string UsageId { get; init; }

    /// <summary>Classified again, a call may wait for another reason than before.</summary>
    public required ExceptionReason Code { get; set; }
    public required string Figures { get; set; }
    public required DateTime Start { get; init; }
    public required int Seconds { get; init; }

    /// <summary>What the source charged, in the source's currency; null where it says nothing.</summary>
    public Money? SourceAmount { get; init; }
    public string? Currency { get; init; }
    public string? PersonName { get; init; }
    public string? DestinationNumber { get; init; }
    public string? DestinationName { get; init; }
    public required byte[] ContentHash { get; init; }

    /// <summary>The whole record as JSON, so that it can be classified again.</summary>
    public required string Record { get; init; }
    public DateTime? Resolved { get; set; }
    public string? ResolvedBy { get; set; }
    public ExceptionResolution? Resolution { get; set; }

    /// <summary>Why, in the person's words; null where the cause itself was solved.</summary>
    public string? ResolutionReason { get; set; }
}

/// <summary>What an unknown code of this organization's files stands for (R9.7); removable, the audit trail keeps it.</summary>
public sealed class CodeMappingRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required CodeKind Kind { get; init; }

    /// <summary>Lower case: codes match in any case.</summary>
    public required string Code { get; init; }

    /// <summary>A name of <see cref="CallType"/> or <see cref="CapabilityClass"/>.</summary>
    public required string Class { get; set; }
    public required string Reason { get; set; }
    public required DateTime Mapped { get; set; }
    public required string MappedBy { get; set; }

    public CodeMapping ToDomain() => new(Kind, Code, Class);
}

/// <summary>A line that could not be read, word for word as far as it is kept (R9.7).</summary>
public sealed class UnreadableLineRow : IOrganizationOwned
{
    public long Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required Guid ImportId { get; init; }
    public required int Line { get; init; }
    /// <summary>A name of <c>LineFault</c>.</summary>
    public required string Fault { get; init; }
    public required string Figures { get; init; }
    public required string Text { get; init; }
}
