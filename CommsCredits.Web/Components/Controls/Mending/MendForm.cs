using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Ledger.Mending;

namespace CommsCredits.Web.Components.Controls.Mending;

/// <summary>What a person types to mend something, as typed. The key is made when the form is opened (R3.6): pressed twice, it posts once.</summary>
public sealed class MendForm
{
    public string Key { get; set; } = Guid.NewGuid().ToString("N");
    public string Amount { get; set; } = "";
    public string Dispute { get; set; } = "";
    public string Reason { get; set; } = "";

    public static MendForm Open(MendSubject subject) => new() { Amount = subject.Suggested is { } amount ? Format.ExactMoney(amount, subject.Organization.Currency) : "" };

    /// <summary>A pay back and a chargeback are above zero, a charge is zero or more, an adjustment goes either way.</summary>
    public Refused? ReadAmount(MendSubject subject, CultureInfo culture, out Money amount)
    {
        if (AmountText.Read(Amount, culture, subject.Places, out amount) is { } why) return why;
        return subject.Kind switch
        {
            MendKind.PayBack or MendKind.LoseDispute when !amount.IsPositive => new("NotPositive"),
            MendKind.Correct when amount.IsNegative => new("NegativeAmount"),
            MendKind.Adjust when amount.IsZero => new("AmountZero"),
            _ => null,
        };
    }

    /// <summary>Null while a field does not say what is wanted.</summary>
    public Mend? Wish(MendSubject subject, CultureInfo culture)
    {
        var amount = Money.Zero;
        if (subject.AsksAmount && ReadAmount(subject, culture, out amount) is not null) return null;
        return subject.Kind switch
        {
            MendKind.CreditBack => new CreditBackCall(subject.UsageId),
            MendKind.Correct => new CorrectCall(subject.UsageId, amount),
            MendKind.Adjust => new AdjustLot(subject.Lot, amount),
            MendKind.PayBack => new PayBackLot(subject.Lot, amount),
            MendKind.LoseDispute => string.IsNullOrWhiteSpace(Dispute) ? null : new LoseDispute(subject.Lot, Dispute.Trim(), amount),
            _ => new WinDispute(subject.Lot, subject.Dispute),
        };
    }
}
