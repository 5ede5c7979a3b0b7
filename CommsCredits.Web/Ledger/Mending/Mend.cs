using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Ledger.Mending;

/// <summary>A deed that mends the books by further entries (R3.7). Amounts are positive unless said otherwise.</summary>
public abstract record Mend
{
    /// <summary>What is asked, so that a key used again for something else is found out (R3.6).</summary>
    internal abstract PostingContent Content(string reason);

    /// <summary>The idempotency key in the books: of the form's own key, or of the dispute's number.</summary>
    internal abstract string KeyOf(string formKey);

    private protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A whole charge returns to the pool (R4.7).</summary>
public sealed record CreditBackCall(string UsageId) : Mend
{
    internal override PostingContent Content(string reason) => PostingContent.Of(("usageId", UsageId), ("amount", "credited back"), ("reason", reason));
    internal override string KeyOf(string formKey) => CallCharge.KeyOf(UsageId, formKey);
}

/// <summary>A charge is undone and booked at another amount, under corrections (R4.7, R12.2); zero only undoes it.</summary>
public sealed record CorrectCall(string UsageId, Money Amount) : Mend
{
    internal override PostingContent Content(string reason) => PostingContent.Of(("usageId", UsageId), ("amount", Amount.ToString()), ("reason", reason));
    internal override string KeyOf(string formKey) => CallCharge.KeyOf(UsageId, formKey);
}

/// <summary>One lot against <c>Corrections</c> (R3.7): plus puts money in, minus takes it out.</summary>
public sealed record AdjustLot(int Lot, Money Amount) : Mend
{
    internal override PostingContent Content(string reason) => PostingContent.Of(("lot", Text(Lot)), ("amount", Amount.ToString()), ("reason", reason));
    internal override string KeyOf(string formKey) => $"adjust:{formKey}";
}

/// <summary>Unused money of one lot leaves the pool to the payer (R6.7).</summary>
public sealed record PayBackLot(int Lot, Money Amount) : Mend
{
    internal override PostingContent Content(string reason) => PostingContent.Of(("lot", Text(Lot)), ("amount", Amount.ToString()), ("reason", reason));
    internal override string KeyOf(string formKey) => $"payback:{formKey}";
}

/// <summary>The payer's bank took money of a card top-up back (R6.8). The bank's own number makes it happen once.</summary>
public sealed record LoseDispute(int Lot, string Dispute, Money Amount) : Mend
{
    internal override PostingContent Content(string reason) => PostingContent.Of(("lot", Text(Lot)), ("dispute", Dispute), ("amount", Amount.ToString()), ("reason", reason));
    internal override string KeyOf(string formKey) => Disputes.LostKey(Lot, Dispute);
}

/// <summary>The bank gave it back (R6.8).</summary>
public sealed record WinDispute(int Lot, string Dispute) : Mend
{
    internal override PostingContent Content(string reason) => PostingContent.Of(("lot", Text(Lot)), ("dispute", Dispute), ("reason", reason));
    internal override string KeyOf(string formKey) => Disputes.WonKey(Lot, Dispute);
}
