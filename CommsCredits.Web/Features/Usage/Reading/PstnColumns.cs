namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>The columns of the export that we read. Later exports add others and change the order.</summary>
internal static class PstnColumns
{
    public const string UsageId = "UsageId";
    public const string CallId = "Call ID";
    public const string ConferenceId = "Conference ID";
    public const string UserLocation = "User Location";
    public const string UserId = "AAD ObjectId";
    public const string UserPrincipalName = "UPN";
    public const string UserName = "User Display Name";
    public const string CallerNumber = "Caller ID";
    public const string CallType = "Call Type";
    public const string NumberType = "Number Type";
    public const string International = "Domestic/International";
    public const string DestinationName = "Destination Dialed";
    public const string DestinationNumber = "Destination Number";
    public const string Start = "Start Time";
    public const string Seconds = "Duration Seconds";
    public const string Fee = "Connection Fee";
    public const string Charge = "Charge";
    public const string Currency = "Currency";
    public const string Capability = "Capability";
    public const string ExternalCountry = "External Country";
    public const string Operator = "Operator";

    /// <summary>Without one of these a call cannot be told apart, placed or priced.</summary>
    public static IReadOnlyList<string> Required { get; } = [UsageId, CallType, NumberType, DestinationNumber, Start, Seconds, Fee, Charge, Currency, Capability];

    public static IReadOnlyList<string> Known { get; } =
        [.. Required, CallId, ConferenceId, UserLocation, UserId, UserPrincipalName, UserName, CallerNumber, International, DestinationName, ExternalCountry, Operator];
}
