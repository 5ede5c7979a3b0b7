using System.ComponentModel;
using System.Text.Json.Serialization;

namespace CommsCredits.Web.Api;

/// <param name="Usable">Usable balance: below zero where calls are owed.</param>
/// <param name="Blocked">Whether calls that need credits are refused now.</param>
public sealed record BalanceAnswer(
    [property: Description("What calls can use now: lots that have not ended, less what is owed. A decimal, exact.")] string Usable,
    [property: Description("ISO 4217, of every amount in this answer.")] string Currency,
    [property: Description("What was used beyond the lots and is still to be made good.")] string Overdraft,
    [property: Description("Calls that need credits are refused now.")] bool Blocked,
    [property: Description("The organization is billed after use; its balance blocks nothing.")] bool BilledAfterUse,
    [property: Description("The instant of these figures, UTC.")] DateTime AsOf);

[JsonConverter(typeof(JsonStringEnumConverter<LotState>))]
public enum LotState
{
    /// <summary>Not ended, and money is left.</summary>
    Open,

    /// <summary>Nothing is left.</summary>
    Used,

    /// <summary>Its last usable day is over; what was left has lapsed or is about to.</summary>
    Ended,
}

public sealed record LotAnswer(int Number, LotState State, string Amount, string Left, string Lapsed, string PaidBack, DateTime Purchased, DateOnly LastUsableDay);

/// <param name="More">Whether more lots follow.</param>
public sealed record LotsAnswer(string Currency, IReadOnlyList<LotAnswer> Lots, [property: Description("Ask with it for what follows the last row here, now or later.")] string Cursor, bool More);
