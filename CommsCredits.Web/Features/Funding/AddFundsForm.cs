using System.Globalization;
using System.Text.Json.Serialization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Web.Features.Funding;

/// <summary>
/// What a person types to add funds, as typed. <see cref="Key"/> is made when the form is opened and is the top-up's own (R6.2): pressed twice, or sent again after the
/// connection was lost, it buys once. A spent form keeps its key and answers with its first result (R6.4).
/// </summary>
public sealed class AddFundsForm
{
    /// <summary>The choice of <see cref="Payment"/> for money that was bought elsewhere.</summary>
    public const string Recorded = "recorded";

    private static readonly long[] s_quick = [100, 250, 500, 1_000];

    public string Key { get; set; } = "";
    public string Amount { get; set; } = "";

    /// <summary>The id of a payment option, or <see cref="Recorded"/>.</summary>
    public string Payment { get; set; } = "";
    public string? PurchaseOrder { get; set; }

    /// <summary>ISO, as a date field gives it.</summary>
    public string? RecordedDay { get; set; }
    public string? Reference { get; set; }
    public bool IsSpent { get; set; }

    [JsonIgnore] public bool IsRecorded => Payment == Recorded;
    [JsonIgnore] public Guid? OptionId => Guid.TryParse(Payment, out var id) ? id : null;
    [JsonIgnore] public DateOnly? Day => DateOnly.TryParseExact(RecordedDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static AddFundsForm Open(FundingFacts facts) => new()
    {
        Key = Guid.NewGuid().ToString("N"),
        Amount = (QuickSums(facts.Limits) is [var smallest, ..] ? smallest : facts.Limits.Minimum).ToString(),
        Payment = facts.Options is [var first, ..] ? first.Id.ToString() : Recorded,
    };

    /// <summary>Round sums within the limits.</summary>
    public static IReadOnlyList<Money> QuickSums(FundingLimits limits) => [.. s_quick.Select(Money.OfUnits).Where(s => limits.Refuse(s) is null)];

    /// <summary>Another form with what was typed: after a refusal by the bank the next try is another purchase.</summary>
    public AddFundsForm Again() => new() { Key = Guid.NewGuid().ToString("N"), Amount = Amount, Payment = Payment, PurchaseOrder = PurchaseOrder, RecordedDay = RecordedDay, Reference = Reference };

    /// <summary>A recorded purchase is what is left of it, to the smallest unit; any other is whole units within the limits (R6.1).</summary>
    public Refused? ReadAmount(FundingFacts facts, CultureInfo culture, out Money amount) =>
        IsRecorded ? FundingLimits.ReadLeft(Amount, culture, facts.Currency, out amount) : facts.Limits.Read(Amount, culture, out amount);

    /// <summary>What is asked for; an amount that cannot be read is zero and refused by the wish itself.</summary>
    public TopUpWish Wish(FundingFacts facts, CultureInfo culture)
    {
        ReadAmount(facts, culture, out var amount);
        var option = facts.Options.FirstOrDefault(o => o.Id == OptionId);
        return new()
        {
            Amount = amount, Method = IsRecorded || option is null ? PaymentMethod.Recorded : option.Method, OptionId = option?.Id,
            PurchaseOrder = Kept(PurchaseOrder), RecordedDay = IsRecorded ? Day : null, Reference = IsRecorded ? Kept(Reference) : null,
        };
    }

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
