using CommsCredits.Domain;

namespace CommsCredits.Web.Components.Controls.Mending;

public enum MendKind { CreditBack, Correct, Adjust, PayBack, LoseDispute, WinDispute }

/// <summary>What a person is about to mend, and in whose books.</summary>
public sealed record MendSubject(MendKind Kind, Organization Organization)
{
    /// <summary>The call whose charge it is.</summary>
    public string UsageId { get; init; } = "";
    public int Lot { get; init; }

    /// <summary>The dispute that was won.</summary>
    public string Dispute { get; init; } = "";

    /// <summary>What the amount's field begins with.</summary>
    public Money? Suggested { get; init; }

    public bool AsksAmount => Kind is not (MendKind.CreditBack or MendKind.WinDispute);
    public bool AsksDispute => Kind == MendKind.LoseDispute;

    /// <summary>What leaves to the payer is paid in whole cents; a charge and a correction are exact.</summary>
    public int Places => Kind is MendKind.PayBack or MendKind.LoseDispute ? Organization.Currency.Decimals : 6;
}
