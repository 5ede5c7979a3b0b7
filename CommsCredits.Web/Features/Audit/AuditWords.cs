namespace CommsCredits.Web.Features.Audit;

/// <summary>The halves of every action, <c>TopUp.Requested</c>: what it was about and what was done. A text <c>AuditThing_</c> and <c>AuditDeed_</c> exists for each; a test holds the list against the sources.</summary>
public static class AuditWords
{
    public static IReadOnlyList<string> Things { get; } =
    [
        "Access", "ApiKey", "Audit", "Backup", "Call", "Clock", "Code", "Dispute", "Exception", "Exceptions", "Import", "Ledger", "Lot", "Mail", "MinutePool", "Month", "Notice", "Organization", "PaymentOption", "Person", "PlanPrice",
        "RateDeck", "Recharge", "Recipient", "Session", "Settings", "Statement", "Subscription", "TopUp",
    ];

    public static IReadOnlyList<string> Deeds { get; } =
    [
        "Added", "Adjusted", "AllSentAgain", "AwaitingPayment", "BackupChanged", "Canceled", "Changed", "Closed", "Corrected", "Created", "CreditedBack", "Decided", "DefaultChanged", "Done", "Entered", "Erased", "Exported",
        "Failed", "Lapsed", "Lost", "Made", "Mapped", "Moved", "NeedsAction", "Paid", "PaidBack", "PersonExported", "Printed", "Rebooked", "Refused", "Released", "Removed", "Renamed", "Requested", "Restored", "Resumed", "Revoked", "Rotated", "SentAgain", "SetAside", "SetUp", "Started", "Stopped", "Tested",
        "Unmapped", "Won",
    ];

    /// <summary>Deeds whose text is no participle: "API key Payroll: new secret".</summary>
    public static bool IsNoun(string deed) => deed is "BackupChanged" or "DefaultChanged" or "PersonExported" or "Rotated" or "AwaitingPayment" or "NeedsAction";

    /// <summary>Subjects that repeat what the action says, such as <c>recharge</c>, or that are only an id, such as a session's.</summary>
    public static bool SaysNothing(string subject) =>
        subject.Split(':')[0] is "session" or "organization" or "state" or "backup" or "recharge" or "ledger" or "mail" or "mails" or "clock" or "audit" or "calls";

    public static (string Thing, string Deed) Of(string action) => action.Split('.', 2) is [var thing, var deed] ? (thing, deed) : (action, "");
}
